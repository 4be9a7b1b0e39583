package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.oci.ImageDescription;
import dev.assay.scanners.artifact.oci.ImageDescription.OfPlatform;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.manifest.NpmManifest;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What an image is: how it is started, what its distribution brought, and what every package in it
 * and every file outside of one is and does, each looked at as its own ecosystem's.
 */
final class ImageProfiler {

    /** What a package says to whoever installs it; in an image it is installed already. */
    private static final Set<FindingKind> OF_INSTALLING =
            Set.of(
                    FindingKind.INSTALL_HOOK,
                    FindingKind.DEPENDENCY_ADDED,
                    FindingKind.DEPENDENCY_SOURCE,
                    FindingKind.LICENCE,
                    FindingKind.ADMIN_CREDENTIAL);

    /** Looks at one package. */
    @FunctionalInterface
    interface OfPackage {
        Profile profile(PackageTree tree);
    }

    private final PackageTree tree;
    private final OfPackage ofPackage;
    private final List<Fact> facts = new ArrayList<>();
    private final List<FunctionPrint> functions = new ArrayList<>();
    private final List<Coverage.Unparsed> unparsed = new ArrayList<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, TreeSet<String>> packages = new TreeMap<>();
    private long codeBytes;
    private long parsedCodeBytes;

    private ImageProfiler(PackageTree tree, OfPackage ofPackage) {
        this.tree = tree;
        this.ofPackage = ofPackage;
    }

    /** The profile of an image; empty where the tree is a package. */
    static Optional<Profile> profile(PackageTree tree, OfPackage ofPackage) {
        return ImageDescription.of(tree)
                .map(description -> new ImageProfiler(tree, ofPackage).profile(description));
    }

    private Profile profile(ImageDescription description) {
        facts.addAll(ArchiveHazards.in(tree));
        for (var image : description.images()) {
            look(image);
        }
        var files = new TreeMap<>(tree.files());
        files.remove(ImageDescription.FILE);
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                tree.purl().toString(),
                tree.sha256(),
                new Coverage(
                        files.size(),
                        files.values().stream().mapToLong(file -> file.length).sum(),
                        codeBytes,
                        parsedCodeBytes,
                        unparsed,
                        functions.size(),
                        0,
                        0),
                facts,
                functions,
                digests);
    }

    private void look(OfPlatform image) {
        facts.addAll(ImageSettingsFacts.of(tree, image));
        for (var each : image.large()) {
            digests.put(
                    image.prefix() + each.path(), each.sha256().substring(0, Profile.FILE_DIGITS));
        }
        image.unread()
                .forEach(
                        (what, why) -> {
                            unparsed.add(new Coverage.Unparsed(what, why));
                            facts.add(unread(what, why));
                        });
        var found = ImagePackages.of(tree, files(image));
        packages.clear();
        for (var part : found.parts()) {
            named(part);
            add(image.prefix() + part.folder(), ofPackage.profile(part.tree()), true);
        }
        packages.forEach(
                (name, versions) ->
                        facts.add(
                                told(
                                        "image-package",
                                        "package " + name,
                                        String.join(", ", versions))));
        found.runtimeFolders()
                .forEach(
                        (folder, files) -> {
                            facts.add(told("image-low", "runtime in " + folder, digest(files)));
                            digests.putAll(
                                    ShippedFiles.of(
                                            new PackageTree(tree.purl(), null, files, List.of())));
                        });
        var rest = new PackageTree(tree.purl(), tree.sha256(), found.rest(), List.of());
        if (!rest.files().isEmpty()) {
            add(image.prefix(), ofPackage.profile(rest), false);
        }
    }

    private SortedMap<String, byte[]> files(OfPlatform image) {
        var files = new TreeMap<String, byte[]>();
        tree.files()
                .forEach(
                        (path, bytes) -> {
                            if (path.startsWith(image.prefix())
                                    && !path.equals(ImageDescription.FILE)) {
                                files.put(path.substring(image.prefix().length()), bytes);
                            }
                        });
        return files;
    }

    private void named(ImagePackages.Part part) {
        var purl = part.tree().purl();
        var kind = purl.type().equals("generic") ? "jar" : purl.type();
        packages.computeIfAbsent(kind + ":" + purl.packageName(), any -> new TreeSet<>())
                .add(purl.version() == null ? "of no version" : purl.exactVersion());
    }

    private void add(String folder, Profile part, boolean isPackage) {
        UnaryOperator<String> placed = file -> folder + file;
        codeBytes += part.coverage().codeBytes();
        parsedCodeBytes += part.coverage().parsedCodeBytes();
        for (var missed : part.coverage().unparsed()) {
            if (isPackage || !missed.file().equals(NpmManifest.FILE)) {
                unparsed.add(new Coverage.Unparsed(placed.apply(missed.file()), missed.reason()));
            }
        }
        for (var fact : part.facts()) {
            if (isOfImage(fact, isPackage) || isOfServer(fact, folder)) {
                facts.add(placed(fact, placed));
            }
        }
        for (var each : part.functions()) {
            functions.add(
                    new FunctionPrint(
                            each.print(),
                            each.shape(),
                            each.size(),
                            each.words(),
                            placed.apply(each.file()),
                            each.start(),
                            each.end(),
                            each.line(),
                            each.endLine(),
                            each.name()));
        }
        part.files().forEach((file, digest) -> digests.put(placed.apply(file), digest));
    }

    /** What the server in the image says of itself, and not what something it depends on says. */
    private static boolean isOfServer(Fact fact, String folder) {
        return fact.kind() == FindingKind.ENTRY_POINT
                && (ServerDescriptions.PACKAGE.equals(fact.detail().get("role"))
                        || ServerDescriptions.NAME.equals(fact.detail().get("role")))
                && !folder.contains("node_modules/")
                && !folder.contains("-packages/");
    }

    private static boolean isOfImage(Fact fact, boolean isPackage) {
        return switch (fact.kind()) {
            case ENTRY_POINT -> "none".equals(fact.detail().get("role"));
            case COVERAGE -> isPackage || !fact.value().equals(NpmManifest.FILE);
            default -> !OF_INSTALLING.contains(fact.kind());
        };
    }

    private Fact placed(Fact fact, UnaryOperator<String> placed) {
        var at = fact.at();
        return new Fact(
                fact.kind(),
                fact.value().equals(at.file()) ? placed.apply(fact.value()) : fact.value(),
                fact.functionPrint(),
                fact.reachable(),
                fact.via(),
                new Evidence(
                        tree.purl().toString(),
                        placed.apply(at.file()),
                        at.line(),
                        at.column(),
                        at.function(),
                        at.excerpt(),
                        at.mark()),
                fact.detail());
    }

    private Fact told(String role, String value, String target) {
        return new Fact(
                FindingKind.ENTRY_POINT,
                value,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), ImageDescription.FILE, 0, 0, null, ""),
                Map.of("role", role, "target", target));
    }

    private Fact unread(String what, String why) {
        return new Fact(
                FindingKind.COVERAGE,
                what,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), what, 0, 0, null, ""),
                Map.of("reason", why));
    }

    private static String digest(SortedMap<String, byte[]> files) {
        var digest = Sha256.newDigest();
        files.forEach(
                (path, bytes) -> {
                    digest.update(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(Sha256.newDigest().digest(bytes));
                });
        return files.size() + " files, " + Sha256.ofDigest(digest.digest()).hex().substring(0, 16);
    }
}
