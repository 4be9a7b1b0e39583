package dev.assay.scanners.vendorbom;

import static java.util.stream.Collectors.toCollection;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.licence.DeclaredLicence;
import dev.assay.scanners.vendorbom.BomComparison.Difference;
import dev.assay.scanners.vendorbom.BomComparison.Found;
import dev.assay.scanners.vendorbom.BomComparison.Kind;
import dev.assay.scanners.vendorbom.VendorBom.Component;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lays a vendor's bill of materials beside what was found. Pure. */
public final class BomComparer {

    /** More entries of one version than this are a mistake, or made to keep us busy. */
    private static final int MOST_ALIKE = 8;

    /** So many different words for licences are parsed; further ones are compared as texts. */
    private static final int MOST_LICENCES = 2_000;

    private final Purl release;
    private final Map<String, List<Component>> theirs = new TreeMap<>();
    private final Map<String, List<Found>> ours = new TreeMap<>();
    private final Map<String, String> licences = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private int same;
    private int hashed;

    private BomComparer(Purl release) {
        this.release = release;
    }

    /**
     * Compares.
     *
     * @param release what the document has to be of
     * @param found the release and all of its closure
     */
    public static BomComparison compare(VendorBom bom, Purl release, List<Found> found) {
        if (found.isEmpty()) {
            return BomComparison.none("nothing was found yet that it could be compared with");
        }
        var of = new BomComparer(release);
        var about = of.purl(bom.purl(), bom.name(), bom.version());
        if (about == null || !about.withVersion(null).equals(release.withVersion(null))) {
            return BomComparison.none(
                    "it is of "
                            + (bom.name().isEmpty() ? "nothing that it names" : bom.name())
                            + ", and not of "
                            + release.packageName());
        }
        var version = bom.version().isEmpty() ? about.version() : bom.version();
        if (version != null && !version.equals(release.version())) {
            return BomComparison.none(
                    "it is of version " + version + ", and not of " + release.version());
        }
        bom.components().forEach(of::theirs);
        for (var each : found) {
            of.ours.computeIfAbsent(name(each.purl()), key -> new ArrayList<>()).add(each);
        }
        return of.compared(bom.components().size(), found.size());
    }

    private void theirs(Component component) {
        var purl = purl(component.purl(), component.name(), component.version());
        theirs.computeIfAbsent(
                        purl == null ? component.name() : name(purl), key -> new ArrayList<>())
                .add(component);
    }

    private static String name(Purl purl) {
        return purl.withVersion(null).toString();
    }

    private BomComparison compared(int components, int found) {
        ours.forEach((name, all) -> all.forEach(each -> one(name, each)));
        theirs.forEach(this::onlyTheirs);
        differences.sort(
                Comparator.comparing(Difference::kind)
                        .thenComparing(Difference::purl)
                        .thenComparing(Difference::theirs));
        var listed = differences.stream().distinct().toList();
        var shown = listed.subList(0, Math.min(BomComparison.MOST, listed.size()));
        return new BomComparison(
                "", components, found, same, hashed, shown, listed.size() - shown.size());
    }

    private void one(String name, Found found) {
        var named = theirs.getOrDefault(name, List.of());
        if (found.purl().equals(release) && named.isEmpty()) {
            // A document may tell of its subject apart from its components.
            same++;
            return;
        }
        var version = String.valueOf(found.purl().version());
        var alike =
                named.stream()
                        .filter(each -> version(each).equals(version))
                        .distinct()
                        .limit(MOST_ALIKE)
                        .toList();
        if (alike.isEmpty()) {
            var told = named.stream().map(BomComparer::version).distinct().toList();
            differences.add(
                    named.isEmpty()
                            ? difference(Kind.ONLY_OURS, found, "", version)
                            : difference(Kind.VERSION, found, String.join(", ", told), version));
            return;
        }
        var before = differences.size();
        alike.forEach(each -> hashes(found, each));
        alike.forEach(each -> licence(found, each));
        alike.forEach(each -> supplier(found, each));
        same += differences.size() == before ? 1 : 0;
        hashed +=
                alike.stream()
                                .anyMatch(
                                        each ->
                                                each.hashes().keySet().stream()
                                                        .anyMatch(found.hashes()::containsKey))
                        ? 1
                        : 0;
    }

    /** A package URL says the version too, and some documents say it there alone. */
    private static String version(Component component) {
        if (!component.version().isEmpty()) {
            return component.version();
        }
        var purl = parsed(component.purl());
        return purl == null ? "" : Objects.requireNonNullElse(purl.version(), "");
    }

    private void hashes(Found found, Component theirs) {
        found.hashes()
                .forEach(
                        (algorithm, value) -> {
                            var told = theirs.hashes().get(algorithm);
                            if (told != null && !told.equals(value)) {
                                differences.add(
                                        difference(
                                                Kind.HASH,
                                                found,
                                                algorithm + " " + told,
                                                algorithm + " " + value));
                            }
                        });
    }

    private void licence(Found found, Component theirs) {
        if (!theirs.licence().isEmpty()
                && !found.licence().isEmpty()
                && !normal(theirs.licence()).equals(normal(found.licence()))) {
            differences.add(difference(Kind.LICENCE, found, theirs.licence(), found.licence()));
        }
    }

    /**
     * The same ids, joined by the same words, are the same licence in whatever order they stand.
     */
    private String normal(String licence) {
        if (licences.size() >= MOST_LICENCES) {
            return licences.getOrDefault(licence, licence.toLowerCase(Locale.ROOT).strip());
        }
        return licences.computeIfAbsent(
                licence,
                written ->
                        switch (DeclaredLicence.of(List.of(written))) {
                            case DeclaredLicence.Spdx(var expression, var _) ->
                                    new TreeSet<>(
                                                    List.of(
                                                            expression
                                                                    .text()
                                                                    .replaceAll("[()]", " ")
                                                                    .strip()
                                                                    .split("\\s+")))
                                            .toString();
                            case DeclaredLicence.Other other ->
                                    written.toLowerCase(Locale.ROOT).strip();
                            case DeclaredLicence.Nothing nothing -> "";
                        });
    }

    private void supplier(Found found, Component theirs) {
        var told = plain(theirs.supplier());
        if (told.isEmpty() || found.suppliers().isEmpty()) {
            return;
        }
        var known =
                found.suppliers().stream()
                        .map(BomComparer::plain)
                        .collect(toCollection(TreeSet::new));
        if (known.stream().noneMatch(each -> each.contains(told) || told.contains(each))) {
            differences.add(
                    difference(
                            Kind.SUPPLIER,
                            found,
                            theirs.supplier(),
                            String.join(", ", found.suppliers())));
        }
    }

    private static String plain(String supplier) {
        return supplier.toLowerCase(Locale.ROOT)
                .replaceAll("<[^>]*>|\\([^)]*\\)", " ")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /** Of a package that both have, another version is told once, from our side where it can be. */
    private void onlyTheirs(String name, List<Component> all) {
        var found =
                ours.getOrDefault(name, List.of()).stream()
                        .map(each -> String.valueOf(each.purl().version()))
                        .toList();
        var named = all.stream().map(BomComparer::version).distinct().toList();
        if (found.isEmpty() || named.containsAll(found)) {
            named.stream()
                    .filter(each -> !found.contains(each))
                    .forEach(
                            each ->
                                    differences.add(
                                            new Difference(
                                                    Kind.ONLY_THEIRS,
                                                    name,
                                                    each,
                                                    String.join(", ", found),
                                                    false)));
        }
    }

    private static Difference difference(Kind kind, Found found, String theirs, String ours) {
        return new Difference(kind, found.purl().toString(), theirs, ours, found.optional());
    }

    private @Nullable Purl purl(String purl, String name, String version) {
        if (!purl.isEmpty()) {
            return parsed(purl);
        }
        if (name.isEmpty()) {
            return null;
        }
        var exact = version.isEmpty() ? null : version;
        var slash = name.lastIndexOf('/');
        return switch (release.type()) {
            case "npm" -> Purl.npm(name, exact);
            case "maven" ->
                    slash < 1
                            ? null
                            : new Purl(
                                    "maven",
                                    name.substring(0, slash),
                                    name.substring(slash + 1),
                                    exact);
            case "pypi" -> parsed("pkg:pypi/" + name + (exact == null ? "" : "@" + exact));
            default -> null;
        };
    }

    private static @Nullable Purl parsed(String purl) {
        try {
            // Qualifiers tell where it is from, not which package it is; of images they name it.
            return Purl.parse(
                    purl.startsWith("pkg:oci/") ? purl : purl.replaceFirst("[?#].*$", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
