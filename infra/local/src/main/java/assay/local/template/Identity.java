package assay.local.template;

/// What `Ref` and `GetAtt` of a resource say here.
///
/// @param ref the value of `Ref`
/// @param arn the value of `GetAtt … Arn`
/// @param name the physical name
record Identity(String ref, String arn, String name) {}
