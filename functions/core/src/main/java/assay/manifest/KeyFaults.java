package assay.manifest;

import java.util.ArrayList;
import java.util.List;

/// A manifest must say the same name and version as the key that it lies under.
final class KeyFaults {

    private KeyFaults() {}

    static List<Fault> of(
            String namePointer,
            String name,
            String nameInKey,
            String versionPointer,
            String version,
            String versionInKey) {
        List<Fault> faults = new ArrayList<>();
        compare(namePointer, name, nameInKey, faults);
        compare(versionPointer, version, versionInKey, faults);
        return faults;
    }

    static void compare(String pointer, String said, String inKey, List<Fault> faults) {
        if (!said.equals(inKey)) {
            faults.add(
                    new Fault.AtPointer(
                            pointer, "says '" + said + "', but it lies under '" + inKey + "'"));
        }
    }
}
