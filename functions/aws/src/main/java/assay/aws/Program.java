package assay.aws;

/// The program that runs, by its version, as verdicts name it.
public final class Program {

    private Program() {}

    /// The implementation version of the jar that this class was loaded from: `assay 1.0.0`, or
    /// `assay unversioned` outside a jar.
    public static String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return "assay " + (version == null ? "unversioned" : version);
    }
}
