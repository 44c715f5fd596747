package assay.api;

import assay.gate.Criterion.Signed;
import assay.json.Json;
import assay.ledger.ModelVersion;
import assay.ledger.SignatureRecord;
import assay.signature.ModelSignature;
import assay.signature.SignedFiles;
import assay.signature.Signing;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The signatures that came beside a version, and whether each counts for whom its model's newest
/// gate trusts. What was decided by is in the verdict.
final class Signatures {

    private Signatures() {}

    static ArrayNode of(ModelVersion version, Records records) {
        List<Signed> criteria =
                records.models.gates(version.reference().name()).stream()
                        .reduce((earlier, later) -> later)
                        .stream()
                        .flatMap(g -> g.gate().criteria().stream())
                        .filter(Signed.class::isInstance)
                        .map(Signed.class::cast)
                        .toList();
        Map<String, String> files = version.signedFiles().files();
        ArrayNode signatures = Json.array();
        for (SignatureRecord signature : records.models.signatures(version.reference())) {
            signatures.add(json(signature, files, criteria));
        }
        return signatures;
    }

    private static ObjectNode json(
            SignatureRecord signature, Map<String, String> files, List<Signed> criteria) {
        ModelSignature claimed = signature.signature();
        ObjectNode json = Json.object();
        json.put("digest", Shapes.sha256(claimed.sha256()));
        json.put("uploadedAt", signature.uploadedAt().toString());
        if (claimed.keyHint() != null) {
            json.put("keyHint", claimed.keyHint());
        }
        json.put("certificates", claimed.certificates().size());
        ArrayNode verified = json.putArray("verified");
        for (Signed criterion : criteria) {
            ObjectNode by = verified.addObject().put("criterion", criterion.id());
            switch (new SignedFiles(files, List.of(claimed)).by(criterion.trust())) {
                case Signing.Signed(String who, String digest) ->
                        by.put("valid", true).put("by", who);
                case Signing.Distrusted(String because) ->
                        by.put("valid", false).put("reason", because);
                case Signing.Unsigned unsigned -> by.put("valid", false);
            }
        }
        return json;
    }
}
