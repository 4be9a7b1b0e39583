package dev.assay.scanners.contents;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.artifact.oci.ImageDescription;
import dev.assay.scanners.artifact.oci.ImageDescription.OfPlatform;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Names the packages in an image or a bundle: a distribution's by its database, npm's by the
 * manifests that lie right in {@code node_modules} or outside of them, Python's by what installing
 * them wrote down, Java's by the properties that Maven puts into jars. All of it is what the image
 * says of itself; what has no name that can be looked up is counted as a gap.
 */
public final class ContentsReader {

    private static final int MOST_PACKAGES = 30_000;
    private static final int MOST_NAMED = 3;

    /** What is a package in a folder of npm's, and not a fixture or a part of one. */
    private static final Pattern NPM =
            Pattern.compile("(?:.*/)?node_modules/((?:@[^/]+/)?[^@./][^/]*)/package\\.json");

    private static final Pattern PYTHON =
            Pattern.compile(
                    "(?:.*/)?([A-Za-z0-9][A-Za-z0-9._]{0,199})-(\\d[A-Za-z0-9._!+]{0,99})"
                            + "(?:\\.dist-info/METADATA|(?:-py[\\d.]+)?\\.egg-info(?:/PKG-INFO)?)");

    /** Of a distribution: names and versions of Debian and of Alpine alike. */
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9.+~:_-]{2,300}");

    private static final Pattern OF_MAVEN =
            Pattern.compile(
                    ".*" + ZipReader.INSIDE + "META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    private static final Pattern OF_A_PACKAGE =
            Pattern.compile("(?:.*/)?(?:node_modules|site-packages|dist-packages)/.*");

    private final PackageTree tree;
    private final SortedMap<String, ContainedPackage> packages = new TreeMap<>();
    private final TreeSet<String> jars = new TreeSet<>();
    private final TreeSet<String> namedJars = new TreeSet<>();
    private final TreeSet<String> programs = new TreeSet<>();
    private final TreeSet<String> nameless = new TreeSet<>();
    private final List<String> gaps = new ArrayList<>();

    private ContentsReader(PackageTree tree) {
        this.tree = tree;
    }

    /** Whether a release is something that packages lie in, rather than a package itself. */
    public static boolean isContainer(Purl release) {
        return release.type().equals(OciName.TYPE) || BundleAddress.isOne(release);
    }

    /** What lies in a tree; empty where it is a package itself. */
    public static Optional<Contents> of(PackageTree tree) {
        var image = ImageDescription.of(tree);
        return image.isEmpty() && !isContainer(tree.purl())
                ? Optional.empty()
                : Optional.of(new ContentsReader(tree).read(image));
    }

    private Contents read(Optional<ImageDescription> image) {
        image.stream().flatMap(each -> each.images().stream()).forEach(this::distribution);
        tree.files().forEach(this::look);
        jars.removeAll(namedJars);
        gap(jars, "Java archive", "which nothing names as a package");
        gap(programs, "program of machine code", "of no package, linked from nobody knows what");
        gap(nameless, "package", "without a name and version that could be looked up");
        return new Contents(Contents.READING, List.copyOf(packages.values()), gaps);
    }

    private void distribution(OfPlatform image) {
        var said = image.distribution();
        for (var each : image.packages()) {
            var release = said == null ? "unknown" : DistributionRelease.of(said);
            if (!NAMES.matcher(each.name() + each.version()).matches()
                    || each.version().isEmpty()) {
                nameless.add(each.kind() + ":" + each.name());
                continue;
            }
            add(
                    ContainedPackage.ofDistribution(
                            each.kind(),
                            said == null ? null : said.id(),
                            release,
                            each.name(),
                            each.version(),
                            each.source(),
                            each.sourceVersion(),
                            image.platform()));
        }
        image.large().stream()
                .map(ImageDescription.LargeFile::path)
                .filter(path -> !OF_A_PACKAGE.matcher(path).matches())
                .map(image.prefix()::concat)
                .forEach(programs::add);
        image.unread().forEach((what, why) -> gaps.add(what + ": " + why));
    }

    private void look(String path, byte[] bytes) {
        if (path.equals("package.json") || path.endsWith("/package.json")) {
            npm(path, bytes);
        } else if (OF_MAVEN.matcher(path).matches()) {
            maven(path, bytes);
        } else if (path.endsWith(".jar") || path.endsWith(".war")) {
            jars.add(path);
        } else if (MachineCode.isOne(bytes) && !OF_A_PACKAGE.matcher(path).matches()) {
            programs.add(path);
        }
        var python = PYTHON.matcher(path);
        if (python.matches()) {
            add(
                    ContainedPackage.of(
                            Purl.parse("pkg:pypi/" + python.group(1)).withVersion(python.group(2)),
                            path));
        }
    }

    private void npm(String path, byte[] bytes) {
        var installed = NPM.matcher(path);
        var isInstalled = installed.matches();
        if (!isInstalled && (path.startsWith("node_modules/") || path.contains("/node_modules/"))) {
            return;
        }
        var named = SaidName.ofNpm(bytes, isInstalled ? installed.group(1) : "");
        if (named.isPresent()) {
            add(ContainedPackage.of(named.get(), path));
        } else if (isInstalled) {
            nameless.add(path);
        }
    }

    private void maven(String path, byte[] bytes) {
        var jar = path.substring(0, path.lastIndexOf(ZipReader.INSIDE));
        var named = SaidName.ofMaven(new String(bytes, StandardCharsets.UTF_8));
        if (named.isPresent()) {
            namedJars.add(jar);
            add(ContainedPackage.of(named.get(), jar));
        }
    }

    private void add(ContainedPackage found) {
        var before = packages.get(found.purl());
        if (before != null) {
            packages.put(found.purl(), before.alsoAt(found.places()));
        } else if (packages.size() < MOST_PACKAGES) {
            packages.put(found.purl(), found);
        } else {
            nameless.add(found.purl());
        }
    }

    private void gap(TreeSet<String> all, String what, String why) {
        if (!all.isEmpty()) {
            var named = all.stream().limit(MOST_NAMED).toList();
            gaps.add(
                    all.size()
                            + " "
                            + what
                            + (all.size() == 1 ? "" : "s")
                            + " "
                            + why
                            + " ("
                            + String.join(", ", named)
                            + (all.size() > MOST_NAMED ? ", …" : "")
                            + ")");
        }
    }
}
