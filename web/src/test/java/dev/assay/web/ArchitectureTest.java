package dev.assay.web;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.web.cli.CommandUpstream;

import org.jspecify.annotations.NullMarked;

import java.beans.XMLDecoder;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** The rules of docs/architecture.md that span modules, each with its reason. */
@AnalyzeClasses(packages = "dev.assay", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule MODULES_DEPEND_IN_ONE_DIRECTION =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("scanners")
                    .definedBy("dev.assay.scanners..")
                    .layer("inventory")
                    .definedBy("dev.assay.inventory..")
                    .layer("registry")
                    .definedBy("dev.assay.registry..")
                    .layer("samples")
                    .definedBy("dev.assay.samples..")
                    .layer("web")
                    .definedBy("dev.assay.web..")
                    .whereLayer("web")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("samples")
                    .mayOnlyBeAccessedByLayers("web")
                    .whereLayer("registry")
                    .mayOnlyBeAccessedByLayers("web")
                    .whereLayer("inventory")
                    .mayOnlyBeAccessedByLayers("registry", "web")
                    .because("scanners look, inventory remembers, registry answers, web shows");

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("dev.assay.(*.*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a cycle means that two packages are one that nobody named");

    @ArchTest
    static final ArchRule ONLY_THE_WORKFLOW_DECIDES =
            noClasses()
                    .that(resideOutsideOfPackages("dev.assay.registry.workflow.."))
                    .should()
                    .callMethod(ReviewStore.class, "decide", Decision.class, Review.class)
                    .orShould()
                    .callMethod(VoteStore.class, "give", Vote.class, Review.class)
                    .orShould()
                    .callMethod(
                            WaiverStore.class,
                            "decide",
                            Id.class,
                            Waiver.State.class,
                            Waiver.State.class,
                            Id.class,
                            String.class,
                            Instant.class)
                    .because("a decision is made in one place, where its rules are");

    @ArchTest
    static final ArchRule ONLY_SCANNERS_TALK_TO_UPSTREAM =
            noClasses()
                    .that(
                            resideInAnyPackage(
                                    "dev.assay.inventory..",
                                    "dev.assay.registry..",
                                    "dev.assay.web.page.."))
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(HttpClient.class)
                    .because("what comes from outside is read within bounds, in scanners.artifact");

    @ArchTest
    static final ArchRule TIME_IS_INJECTED =
            noClasses()
                    .that(resideInAnyPackage("dev.assay.inventory..", "dev.assay.registry.."))
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(Clock.class, "systemDefaultZone")
                    .because("expiry and order are tested by moving a clock, not by waiting");

    @ArchTest
    static final ArchRule NOTHING_IS_DESERIALISED_BY_JAVA =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            ObjectInputStream.class, ObjectInputFilter.class, XMLDecoder.class)
                    .because("whoever writes what is read that way runs what they like");

    @ArchTest
    static final ArchRule TOKENS_ARE_FOUND_BY_THEIR_DIGEST =
            noClasses()
                    .that()
                    .haveNameMatching(
                            "dev\\.assay\\.registry\\.identity\\.token\\.Token(Book|Text|Verifier|Check).*")
                    .should()
                    .callMethod(String.class, "equals", Object.class)
                    .orShould()
                    .callMethod(String.class, "compareTo", String.class)
                    .orShould()
                    .callMethod(String.class, "contentEquals", CharSequence.class)
                    .because(
                            "how long a comparison with a secret takes says how much of it is right;"
                                    + " of a digest that says nothing");

    /** What the service and the commands know an ecosystem by. */
    private static final Set<Class<?>> PARTS_OF_ECOSYSTEMS =
            Set.of(
                    Ecosystem.class,
                    Upstream.class,
                    GateRoute.class,
                    Dialect.class,
                    ReleaseCommand.class,
                    CommandUpstream.class);

    @ArchTest
    static final ArchRule NOBODY_ELSE_NAMES_AN_ECOSYSTEM =
            classes()
                    .should(nameNoPartOfAnEcosystemButTheirOwn())
                    .because(
                            "a further ecosystem is a package of its own, and a change nowhere else");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
            classes()
                    .that(resideInAnyPackage("dev.assay.."))
                    .and()
                    .resideOutsideOfPackage("dev.assay.web.templates..")
                    .should(resideInANullMarkedPackage())
                    .because("NullAway believes only marked packages");

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var info = type.getPackage().getPackageInfo();
                if (!info.isAnnotatedWith(NullMarked.class)) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    type, type.getPackageName() + " has no @NullMarked"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> nameNoPartOfAnEcosystemButTheirOwn() {
        return new ArchCondition<>("name no part of an ecosystem but their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(each -> isPart(each.getTargetClass()))
                        .filter(each -> !isOfOne(type, each.getTargetClass()))
                        .forEach(
                                each ->
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        type, each.getDescription())));
            }
        };
    }

    private static boolean isPart(JavaClass type) {
        return !type.isInterface()
                && PARTS_OF_ECOSYSTEMS.stream().anyMatch(each -> type.isAssignableTo(each));
    }

    /** Of one ecosystem are packages that end alike, and what a command brings for it. */
    private static boolean isOfOne(JavaClass type, JavaClass part) {
        return type.getPackageName().equals(part.getPackageName())
                || last(type).equals(last(part))
                || part.isAssignableTo(Upstream.class)
                        && type.isAssignableTo(CommandUpstream.class);
    }

    private static String last(JavaClass type) {
        var name = type.getPackageName();
        var last = name.substring(name.lastIndexOf('.') + 1);
        // Where a remote server comes from is the server itself, which a probe asks.
        return last.equals("probe") ? "remote" : last;
    }
}
