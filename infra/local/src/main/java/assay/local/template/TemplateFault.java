package assay.local.template;

/// Something in the template that cannot be read or is not run here.
public final class TemplateFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// @param path where in the template, with dots
    public TemplateFault(String path, String reason) {
        super("template: " + path + ": " + reason);
    }
}
