package assay.api;

import assay.pages.AcrossText;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A verdict as JUnit's XML, which CI servers read: a test case for each criterion, dataset and
/// slice.
///
/// What is undecided fails with the type `NEED_DATA`, or is skipped where the reader asks for that;
/// what does not apply is skipped; what could not be asked is an error.
final class JUnitReport {

    private final boolean skipUndecided;
    private final StringBuilder cases = new StringBuilder();
    private int tests;
    private int failures;
    private int errors;
    private int skipped;

    private JUnitReport(boolean skipUndecided) {
        this.skipUndecided = skipUndecided;
    }

    static String of(JsonNode verdict, boolean skipUndecided) {
        JUnitReport report = new JUnitReport(skipUndecided);
        JsonNode criteria = verdict.path("criteria");
        if (criteria.isEmpty()) {
            report.add(verdict, "gate", "verdict", verdict.path("summary").asString());
        }
        if (verdict.has("variants")) {
            // A slice decides nothing here, and the whole may be open or broken where no criterion
            // is.
            report.add(verdict, "experiment", "verdict", verdict.path("summary").asString());
            for (JsonNode criterion : criteria) {
                String name = criterion.path("id").asString() + " in " + variant(criterion);
                report.add(
                        criterion,
                        criterion.path("stakeholder").asString(),
                        name,
                        criterion.path("reason").asString());
            }
            return report.suite(verdict);
        }
        for (JsonNode criterion : criteria) {
            report.add(criterion);
        }
        return report.suite(verdict);
    }

    private static String variant(JsonNode criterion) {
        return criterion.path("variant").asString();
    }

    private void add(JsonNode criterion) {
        String stakeholder = criterion.path("stakeholder").asString();
        String name =
                criterion.path("id").asString()
                        + (criterion.has("on") ? " on " + criterion.path("on").asString() : "");
        JsonNode slices = criterion.path("slices");
        if (slices.isEmpty()) {
            add(criterion, stakeholder, name, criterion.path("reason").asString());
        }
        for (JsonNode slice : slices) {
            add(
                    slice,
                    stakeholder,
                    name + " where " + slice.path("slice").asString(),
                    slice.path("reason").asString());
        }
    }

    private void add(JsonNode found, String stakeholder, String name, String reason) {
        tests++;
        cases.append(
                "    <testcase classname=%s name=%s time=\"0\">"
                        .formatted(attribute(stakeholder), attribute(name)));
        result(found.path("outcome").asString(), reason)
                .ifPresentOrElse(
                        cases::append,
                        () ->
                                cases.append("<system-out>")
                                        .append(text(reason))
                                        .append("</system-out>"));
        cases.append("</testcase>\n");
    }

    /// What JUnit says of anything that did not pass.
    private Optional<String> result(String outcome, String reason) {
        return switch (outcome) {
            case "PASS", "PROMOTE" -> Optional.empty();
            case "NOT_APPLICABLE" -> Optional.of(skipped(reason));
            case "UNDECIDED", "NEED_DATA" ->
                    Optional.of(skipUndecided ? skipped(reason) : failure("NEED_DATA", reason));
            case "FAIL", "REJECT" -> Optional.of(failure("FAIL", reason));
            default -> Optional.of(error(outcome, reason));
        };
    }

    private String skipped(String reason) {
        skipped++;
        return "<skipped message=%s/>".formatted(attribute(reason));
    }

    private String failure(String type, String reason) {
        failures++;
        return "<failure type=\"%s\" message=%s/>".formatted(type, attribute(reason));
    }

    private String error(String type, String reason) {
        errors++;
        return "<error type=%s message=%s/>".formatted(attribute(type), attribute(reason));
    }

    private String suite(JsonNode verdict) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name=%s tests="%d" failures="%d" errors="%d" skipped="%d" time="0" timestamp=%s>
            <properties>
              <property name="outcome" value=%s/>
              <property name="verdict" value=%s/>
              <property name="summary" value=%s/>
        %s    </properties>
        %s  </testsuite>
        </testsuites>
        """
                .formatted(
                        attribute(verdict.path("subject").asString()),
                        tests,
                        failures,
                        errors,
                        skipped,
                        attribute(verdict.path("issuedAt").asString()),
                        attribute(verdict.path("outcome").asString()),
                        attribute(verdict.path("id").asString()),
                        attribute(verdict.path("summary").asString()),
                        across(verdict),
                        cases);
    }

    /// What several datasets say together is no test case: it decides nothing.
    private static String across(JsonNode verdict) {
        StringBuilder properties = new StringBuilder();
        for (JsonNode across : verdict.path("acrossDatasets")) {
            properties.append(
                    "      <property name=%s value=%s/>\n"
                            .formatted(
                                    attribute("across datasets: " + across.path("id").asString()),
                                    attribute(AcrossText.of(across))));
        }
        return properties.toString();
    }

    private static String attribute(String value) {
        return '"' + text(value).replace("\"", "&quot;").replace("\n", "&#10;") + '"';
    }

    private static String text(String value) {
        return value.replaceAll(
                        "[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "�")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
