package assay.handler;

/// The program that decides, by its version.
final class Program {

    private Program() {}

    static String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return "assay " + (version == null ? "unversioned" : version);
    }
}
