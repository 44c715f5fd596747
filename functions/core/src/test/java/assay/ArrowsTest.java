package assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import tools.jackson.databind.ObjectMapper;

/// The arrows between the packages of the core.
@AnalyzeClasses(packages = "assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {

    @ArchTest
    static final ArchRule STATISTICS_KNOW_NOBODY =
            noClasses()
                    .that()
                    .resideInAPackage("assay.statistics..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "assay.metrics..",
                            "assay.profile..",
                            "assay.gate..",
                            "assay.lineage..",
                            "assay.manifest..",
                            "assay.ledger..",
                            "assay.intake..",
                            "assay.succession..",
                            "assay.experiment..",
                            "assay.agreement..",
                            "assay.json..",
                            "tools.jackson..");

    @ArchTest
    static final ArchRule LINEAGE_KNOWS_NOBODY =
            classes()
                    .that()
                    .resideInAPackage("assay.lineage..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("assay.lineage..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule METRICS_KNOW_STATISTICS_ALONE =
            classes()
                    .that()
                    .resideInAPackage("assay.metrics..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "assay.metrics..",
                            "assay.statistics..",
                            "java..",
                            "org.jspecify..",
                            "org.apache.commons..");

    @ArchTest
    static final ArchRule THE_GATE_KNOWS_NO_LEDGER =
            noClasses()
                    .that()
                    .resideInAPackage("assay.gate..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "assay.ledger..",
                            "assay.manifest..",
                            "assay.intake..",
                            "assay.succession..");

    @ArchTest
    static final ArchRule THE_EXPERIMENT_KNOWS_NO_LEDGER =
            noClasses()
                    .that()
                    .resideInAPackage("assay.experiment..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "assay.ledger..",
                            "assay.manifest..",
                            "assay.intake..",
                            "assay.succession..");

    /// It looks at all that there is to a class before it reads or writes one, at every cold start.
    @ArchTest
    static final ArchRule NO_MAPPER =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(ObjectMapper.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule NO_CIRCLES = slices().matching("assay.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_AWS_IN_THE_CORE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("software.amazon..", "com.amazonaws..");
}
