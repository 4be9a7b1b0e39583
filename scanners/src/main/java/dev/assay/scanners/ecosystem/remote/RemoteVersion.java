package dev.assay.scanners.ecosystem.remote;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for the version of a remote server, which has none that anybody could hold it to:
 * when it was first seen to answer so, and the digest of what it answered, as {@code
 * 20261122T021000Z.1a2b3c4d5e6f}.
 */
public record RemoteVersion(String text) implements ReleaseVersion {

    private static final int DIGITS = 12;
    private static final Pattern FORM =
            Pattern.compile("\\d{8}T\\d{6}Z\\.[0-9a-f]{" + DIGITS + "}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public static Optional<RemoteVersion> parse(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(new RemoteVersion(text))
                : Optional.empty();
    }

    public static RemoteVersion of(Instant seen, Sha256 answered) {
        return new RemoteVersion(TIME.format(seen) + "." + answered.hex().substring(0, DIGITS));
    }

    private String answered() {
        return text.substring(text.indexOf('.') + 1);
    }

    /** Whether it answered the same, whenever it was seen. */
    public boolean isSame(RemoteVersion other) {
        return answered().equals(other.answered());
    }

    /** Whether it is what was answered. */
    public boolean isOf(Sha256 answer) {
        return answer.hex().startsWith(answered());
    }

    @Override
    public boolean isPrerelease() {
        return false;
    }

    /** There is one state of it at a time, and it replaces the one before. */
    @Override
    public String line() {
        return "";
    }

    /** By the time they were seen. */
    @Override
    public int compareTo(ReleaseVersion other) {
        return text.compareTo(other.text());
    }
}
