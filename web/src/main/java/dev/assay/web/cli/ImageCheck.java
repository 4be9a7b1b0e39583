package dev.assay.web.cli;

import dev.assay.registry.gate.ImageCommand;
import dev.assay.scanners.clientconfig.Launch;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Severity;
import dev.assay.web.cli.ConfigurationProblem.Kind;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an image that a client would run is approved, and comes from the gate. */
final class ImageCheck {

    /**
     * What is wrong.
     *
     * @param instead the words of the command to write, empty where there is nothing to offer
     */
    record Problem(Kind kind, Severity severity, String message, List<String> instead) {}

    private record Asked(Purl repository, Standing standing) {}

    private final Standing.Desk desk;

    ImageCheck(Standing.Desk desk) {
        this.desk = desk;
    }

    Optional<Problem> check(Launch.Container it) throws IncompleteException, InterruptedException {
        var asked = ask(it.image());
        if (asked == null) {
            return Optional.of(
                    new Problem(
                            Kind.UNKNOWN,
                            Severity.HIGH,
                            "'" + it.image() + "' is no name of an image",
                            List.of()));
        }
        var approved = asked.standing().approved();
        var digest = it.digest();
        var same =
                digest == null
                        ? null
                        : approved.stream()
                                .filter(each -> digest.equals(digest(each.version())))
                                .findFirst()
                                .orElse(null);
        var offered = same != null ? same : approved.stream().findFirst().orElse(null);
        var instead = offered == null ? List.<String>of() : instead(it, asked, offered);
        if (digest == null) {
            return Optional.of(
                    new Problem(
                            Kind.UNPINNED,
                            Severity.HIGH,
                            "the image "
                                    + it.image()
                                    + " is named by a tag, which can be another one tomorrow",
                            instead));
        }
        if (same == null) {
            return Optional.of(
                    new Problem(
                            Kind.NOT_APPROVED,
                            Severity.HIGH,
                            "nobody has approved " + it.image() + "@" + digest,
                            instead));
        }
        return it.image().startsWith(host(gate(same)) + "/")
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                Kind.PAST_THE_GATE,
                                Severity.MEDIUM,
                                "it is approved, but it is fetched by its own name and not from the"
                                        + " gate",
                                instead));
    }

    /** An image is named by its own registry, or behind the gate's host: whichever is known. */
    private @Nullable Asked ask(String image) throws IncompleteException, InterruptedException {
        Asked first = null;
        for (var name : names(untagged(image))) {
            var repository = name.purl(null);
            var asked = new Asked(repository, desk.ask(repository.toString()));
            if (!asked.standing().approved().isEmpty()) {
                return asked;
            }
            first = first == null ? asked : first;
        }
        return first;
    }

    private static List<OciName> names(String image) {
        var names = new ArrayList<OciName>();
        OciName.parse(image).ifPresent(names::add);
        var slash = image.indexOf('/');
        if (slash > 0 && OciName.isHost(image.substring(0, slash))) {
            var behind = image.substring(slash + 1);
            var host = behind.indexOf('/') < 0 ? "" : behind.substring(0, behind.indexOf('/'));
            // The gate writes a port behind an underscore.
            OciName.parse(
                            host.replaceFirst("_(\\d{1,5})$", ":$1")
                                    + behind.substring(host.length()))
                    .ifPresent(names::add);
        }
        return names;
    }

    private static String untagged(String image) {
        var colon = image.indexOf(':', image.lastIndexOf('/') + 1);
        return colon < 0 ? image : image.substring(0, colon);
    }

    private static @Nullable String digest(String version) {
        return OciVersion.parse(version).flatMap(OciVersion::written).orElse(null);
    }

    /** The whole command with the image's name at the gate; what else it says stays. */
    private static List<String> instead(Launch.Container it, Asked asked, Standing.Usable usable) {
        var release = asked.repository().withVersion(usable.version());
        if (it.command().isEmpty()) {
            return ImageCommand.run(release, gate(usable));
        }
        var words = new ArrayList<>(it.command());
        words.set(it.at(), ImageCommand.name(release, gate(usable)));
        return words;
    }

    /** The gate's own address, in front of that of a closure. */
    private static String gate(Standing.Usable usable) {
        return usable.registry().replaceFirst("oci/~/[^/]+/$", "");
    }

    private static String host(String gate) {
        return URI.create(gate).getRawAuthority();
    }
}
