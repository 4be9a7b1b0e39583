package dev.assay.scanners;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.assay.scanners");

    private static final DescribedPredicate<JavaClass> ARCHIVES =
            resideInAPackage("java.util.zip..")
                    .or(resideInAPackage("java.util.jar.."))
                    .or(resideInAPackage("org.apache.commons.compress.."))
                    .as("archive libraries");

    private static final DescribedPredicate<JavaClass> SOCKETS =
            resideInAPackage("java.net.http..")
                    .or(resideInAPackage("io.netty.."))
                    .or(DescribedPredicate.describe("sockets", ArchitectureTest::isSocket));

    @Test
    void archivesAreOpenedOnlyByTheArtifactPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..scanners.artifact..")
                // The launcher looks into our own jar, to find how to start it again.
                .and()
                .doNotHaveSimpleName("WorkerCommand")
                // A dump of advisories is a zip too, and its documents are read within limits.
                .and()
                .doNotHaveSimpleName("OsvIndex")
                // The manifest is one text file of a jar that was opened already.
                .and()
                .doNotHaveSimpleName("JarFacts")
                // Bodies of requests, of which a bounded part is unpacked.
                .and()
                .doNotHaveSimpleName("ContentCoding")
                // What was sent, searched for secrets, of which a bounded part is unpacked.
                .and()
                .doNotHaveSimpleName("Peeling")
                .should()
                .dependOnClassesThat(ARCHIVES)
                .because("every archive is hostile, and the limits for it are kept in one place")
                .check(CLASSES);
    }

    @Test
    void theNetworkIsReachedOnlyByTheArtifactPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..scanners.artifact..")
                // It listens to what is run in a network of its own, and reaches out to nobody.
                .and()
                .resideOutsideOfPackage("..scanners.detonation.sinkhole..")
                // Its self-test reaches for listeners of its own, and must fail to.
                .and()
                .resideOutsideOfPackage("..scanners.detonation.chamber..")
                // It speaks to servers that are run, at ports of a chamber's own network.
                .and()
                .resideOutsideOfPackage("..scanners.detonation.driver..")
                .should()
                .dependOnClassesThat(SOCKETS)
                .because(
                        "what is fetched is bounded, and credentials are kept to their host, there")
                .check(CLASSES);
    }

    @Test
    void processesAreStartedOnlyByTheWorkerLauncherAndInChambers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..scanners.worker..", "..scanners.detonation.chamber..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .because("nothing that is vetted is ever executed outside of a cell")
                .check(CLASSES);
    }

    @Test
    void scannersKnowNoFrameworkAndNoDatabase() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.springframework..")
                                .or(resideInAPackage("java.sql.."))
                                .or(resideInAPackage("javax.sql.."))
                                .or(resideInAPackage("jakarta.."))
                                .or(resideInAPackage("dev.assay.inventory.."))
                                .or(resideInAPackage("dev.assay.registry.."))
                                .or(resideInAPackage("dev.assay.web..")))
                .because("scanning runs in a bare worker process, and is judged elsewhere")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("dev.assay.scanners.(**)")
                .should()
                .beFreeOfCycles()
                .because("a later stage knows an earlier stage's result and never the reverse")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndIsNullMarked() throws Exception {
        for (var packageName :
                CLASSES.stream().map(JavaClass::getPackageName).distinct().sorted().toList()) {
            var description = Class.forName(packageName + ".package-info");
            assertThat(description.isAnnotationPresent(NullMarked.class)).as(packageName).isTrue();
        }
    }

    private static boolean isSocket(JavaClass type) {
        return type.getPackageName().equals("java.net")
                        && (type.getSimpleName().contains("Socket")
                                || type.getSimpleName().contains("Connection")
                                || type.getSimpleName().equals("URL"))
                || type.getPackageName().equals("java.nio.channels")
                        && type.getSimpleName().contains("Socket");
    }
}
