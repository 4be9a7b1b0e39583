package dev.assay.registry.rest;

import dev.assay.registry.consumer.ConsumerProfile;
import dev.assay.registry.consumer.ConsumerProfiles;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

/** The profiles that consumers may be held to. */
@RestController
final class ConsumerProfilesController {

    /**
     * @param toolClass the class that is meant alone; null for every class
     */
    record NeverDocument(
            String id,
            String why,
            List<String> words,
            List<String> data,
            @Nullable String toolClass) {}

    record ProfileDocument(
            String id,
            String name,
            String says,
            boolean closed,
            List<String> classes,
            List<String> writes,
            boolean twoToWrite,
            boolean oneGrant,
            @Nullable Integer mostDays,
            boolean rotateAfter,
            List<String> within,
            List<NeverDocument> never) {}

    @GetMapping("/api/v1/consumer-profiles")
    Map<String, List<ProfileDocument>> list() {
        return Map.of(
                "profiles",
                ConsumerProfiles.builtIn().all().stream()
                        .map(ConsumerProfilesController::document)
                        .toList());
    }

    private static ProfileDocument document(ConsumerProfile profile) {
        return new ProfileDocument(
                profile.id(),
                profile.name(),
                profile.says(),
                profile.closed(),
                profile.classes().stream().map(Words::of).sorted().toList(),
                profile.writes(),
                profile.twoToWrite(),
                profile.oneGrant(),
                profile.mostDays(),
                profile.rotateAfter(),
                profile.within().stream().sorted().toList(),
                profile.never().stream().map(ConsumerProfilesController::document).toList());
    }

    private static NeverDocument document(ConsumerProfile.Never never) {
        var toolClass = never.toolClass();
        return new NeverDocument(
                never.id(),
                never.why(),
                never.words(),
                never.data(),
                toolClass == null ? null : Words.of(toolClass));
    }
}
