package dev.assay.scanners.delta;

import dev.assay.scanners.artifact.oci.ImageDescription;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.PackagesCompared.Difference;
import dev.assay.scanners.delta.PackagesCompared.Side;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares two packages of one version of one server by the delta engine, each way: what the engine
 * would call new in the other is what only that one does. Pure, as every delta is.
 */
public final class PackagesDelta {

    /** What a way of shipping brings with it, whatever is shipped. */
    private static final Set<FindingKind> OF_SHIPPING =
            EnumSet.of(
                    FindingKind.INSTALL_HOOK,
                    FindingKind.ENTRY_POINT,
                    FindingKind.DEPENDENCY_ADDED,
                    FindingKind.DEPENDENCY_REMOVED,
                    FindingKind.DEPENDENCY_SOURCE,
                    FindingKind.ARCHIVE_HAZARD,
                    FindingKind.LICENCE,
                    FindingKind.SOURCE_MISMATCH,
                    FindingKind.VENDORED_CODE,
                    FindingKind.ADMIN_CREDENTIAL,
                    FindingKind.COVERAGE);

    /** The tools of a base image, which no server starts. */
    private static final Set<String> TOOLS_OF_BASES =
            Set.of("npm", "corepack", "yarn", "pip", "setuptools", "wheel");

    /** Where distributions and interpreters put their programs. */
    private static final Pattern SYSTEM = Pattern.compile("(?:usr|bin|sbin|lib|lib64|opt)/");

    private static final int MOST_ALTERED = 50;
    private static final int MOST_PACKAGES = 200;

    private final DeltaEngine engine = new DeltaEngine();
    private final Shipment one;
    private final Shipment other;
    private final Map<String, Profile> ofOne;
    private final Map<String, Profile> ofOther;
    private final List<Difference> differences = new ArrayList<>();

    private PackagesDelta(Shipment one, Shipment other) {
        this.one = one;
        this.other = other;
        this.ofOne = Owners.parts(one.release(), names(one, other));
        this.ofOther = Owners.parts(other.release(), names(other, one));
    }

    /** What only one of both does, and what both do differently. */
    public static PackagesCompared compare(Shipment one, Shipment other) {
        return new PackagesDelta(one, other).compared();
    }

    private PackagesCompared compared() {
        var own = ofOne.getOrDefault(Owners.OWN, Owners.nothing(one.release()));
        var others = ofOther.getOrDefault(Owners.OWN, Owners.nothing(other.release()));
        capabilities(own, others);
        brought(one, ofOther, Side.ONE);
        brought(other, ofOne, Side.OTHER);
        lying(ofOther, one, Side.OTHER);
        lying(ofOne, other, Side.ONE);
        return new PackagesCompared(
                PackagesCompared.SCHEMA,
                one.release().purl(),
                other.release().purl(),
                files(own, others),
                differences);
    }

    /** The server's own code, each way. */
    private void capabilities(Profile first, Profile second) {
        for (var finding : engine.compare(first, second).findings()) {
            if (!tells(finding)) {
                continue;
            }
            if (finding.change() == Change.ADDED) {
                differences.add(new Difference(Side.OTHER, finding));
            } else if (finding.change() == Change.CHANGED) {
                differences.add(new Difference(Side.BOTH, finding));
            }
        }
        for (var finding : engine.compare(second, first).findings()) {
            if (tells(finding) && finding.change() == Change.ADDED) {
                differences.add(new Difference(Side.ONE, finding));
            }
        }
    }

    /** An interpreter, or how an image is started, is told when the image is vetted. */
    private static boolean tells(Finding finding) {
        return !OF_SHIPPING.contains(finding.kind())
                && (finding.evidence().isEmpty()
                        || !finding.evidence().stream()
                                .allMatch(each -> isOfImage(finding, each.file())));
    }

    private static boolean isOfImage(Finding finding, String file) {
        return file.equals(ImageDescription.FILE)
                || (finding.kind() == FindingKind.NATIVE_BINARY
                        && SYSTEM.matcher(file).lookingAt());
    }

    /** What is brought along and lies in the other as well: the same version has the same files. */
    private void brought(Shipment from, Map<String, Profile> there, Side side) {
        for (var each : from.dependencies().stream().limit(MOST_PACKAGES).toList()) {
            var lying = there.get(each.name());
            if (lying == null) {
                continue;
            }
            var profile = from.profile().apply(each).orElse(null);
            var versions = versions(side == Side.ONE ? other : one, each.name());
            if (profile == null || !versions.contains(each.version()) || versions.size() != 1) {
                continue;
            }
            var known = Set.copyOf(profile.files().values());
            var altered =
                    lying.functions().stream()
                            .map(FunctionPrint::file)
                            .distinct()
                            .filter(file -> !known.contains(lying.files().getOrDefault(file, "")))
                            .toList();
            if (!altered.isEmpty()) {
                for (var finding : engine.compare(profile, lying).findings()) {
                    if (tells(finding) && finding.change() == Change.ADDED) {
                        differences.add(
                                new Difference(side == Side.ONE ? Side.OTHER : Side.ONE, finding));
                    }
                }
            }
        }
    }

    /** Packages that lie in one of both, and that the other does not bring along. */
    private void lying(Map<String, Profile> parts, Shipment without, Side side) {
        var known =
                without.dependencies().stream()
                        .map(Shipment.Brought::name)
                        .collect(Collectors.toSet());
        var others = side == Side.OTHER ? ofOne : ofOther;
        parts.forEach(
                (owner, part) -> {
                    if (!owner.equals(Owners.OWN)
                            && !known.contains(owner)
                            && !others.containsKey(owner)
                            && !TOOLS_OF_BASES.contains(owner)
                            && !part.functions().isEmpty()) {
                        for (var finding : engine.arrive(part).findings()) {
                            if (tells(finding)) {
                                differences.add(new Difference(side, finding));
                            }
                        }
                    }
                });
    }

    /** The versions of a package that lie in an image, by what it tells of them. */
    private static List<String> versions(Shipment of, String name) {
        return of.release().facts().stream()
                .filter(each -> "image-package".equals(each.detail().get("role")))
                .filter(each -> each.value().endsWith(":" + name))
                .flatMap(
                        each ->
                                Arrays.stream(
                                        String.valueOf(each.detail().get("target")).split(", ")))
                .toList();
    }

    private static PackagesCompared.Files files(Profile own, Profile others) {
        var code = own.functions().stream().map(FunctionPrint::file).distinct().sorted().toList();
        var there = Set.copyOf(others.files().values());
        var names = new HashSet<>(others.files().keySet());
        var altered = new ArrayList<String>();
        var same = 0;
        for (var file : code) {
            if (there.contains(own.files().getOrDefault(file, ""))) {
                same++;
            } else if (altered.size() < MOST_ALTERED
                    && names.stream().anyMatch(each -> each.endsWith("/" + file))) {
                altered.add(file);
            }
        }
        var prints =
                others.functions().stream().map(FunctionPrint::print).collect(Collectors.toSet());
        return new PackagesCompared.Files(
                code.size(),
                same,
                own.functions().size(),
                (int)
                        own.functions().stream()
                                .filter(each -> prints.contains(each.print()))
                                .count(),
                altered);
    }

    /** What the server is called where it lies installed: in an image as the other one is. */
    private static Set<String> names(Shipment of, Shipment beside) {
        var image = of.release().purl().startsWith("pkg:oci/");
        var named = (image ? beside : of).release();
        var names = new HashSet<String>();
        try {
            var purl = Purl.parse(named.purl());
            names.add(purl.packageName());
            if (purl.type().equals("pypi")) {
                named.files().keySet().stream()
                        .filter(each -> each.indexOf('/') > 0)
                        .forEach(each -> names.add(each.substring(0, each.indexOf('/'))));
            }
        } catch (IllegalArgumentException e) {
            // A folder names no package.
        }
        return names;
    }
}
