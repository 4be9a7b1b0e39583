package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.List;
import java.util.regex.Pattern;

/** The folder in which a build of Maven left what it fetched. */
public final class LocalRepository {

    /** What the folder keeps for itself: checksums, lists, and where things came from. */
    private static final Pattern OWN =
            Pattern.compile(
                    "_remote\\.repositories|resolver-status\\.properties|maven-metadata-.*"
                            + "|.*\\.(?:sha1|sha256|sha512|md5|lastUpdated|lock|part)");

    private static final Pattern CLEAN = Pattern.compile("[A-Za-z0-9._+-]+(?:/[A-Za-z0-9._+-]+)*");
    private static final int SHORTEST = 4;

    private LocalRepository() {}

    /** Its files, each as a line of SHA-256 and place, as {@code sha256sum} writes them. */
    public static List<String> lines(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(each -> !OWN.matcher(String.valueOf(each.getFileName())).matches())
                    .map(each -> line(folder, each))
                    .filter(each -> !each.isEmpty())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String line(Path folder, Path file) {
        var path =
                folder.relativize(file)
                        .toString()
                        .replace(folder.getFileSystem().getSeparator(), "/");
        if (!CLEAN.matcher(path).matches() || path.split("/").length < SHORTEST) {
            return "";
        }
        try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.newDigest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.ofDigest(in.getMessageDigest().digest()).hex() + "  " + path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
