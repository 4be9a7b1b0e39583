package dev.assay.scanners.licence;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The SPDX licence list, in the version that the SPDX library carries. Read once, when it is first
 * asked for.
 */
final class SpdxList {

    private static final String FOLDER = "/resources/stdlicenses/";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SCHEME = Pattern.compile("^https?://(?:www\\.)?");
    private static final Pattern ENDING = Pattern.compile("(?:\\.(?:html?|txt|php|md))?/*$");
    private static final Pattern FILLING =
            Pattern.compile(
                    "\\b(?:the|licen[cs]es?|version|v(?=\\s?[0-9])|software)\\b|[^a-z0-9.]+");

    private static final class Holder {
        static final SpdxList LIST = new SpdxList();
    }

    /** A licence of the list that is not deprecated comes before one that is. */
    private final List<String> ids = new ArrayList<>();

    private final Map<String, String> byId = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byAddress = new HashMap<>();

    private SpdxList() {
        var all = read("licenses.json").path("licenses");
        for (var deprecated : List.of(false, true)) {
            for (var each : all) {
                if (each.path("isDeprecatedLicenseId").asBoolean(false) == deprecated) {
                    add(each, deprecated);
                }
            }
        }
    }

    private void add(JsonNode licence, boolean deprecated) {
        var id = licence.path("licenseId").asString();
        if (!deprecated) {
            ids.add(id);
        }
        byId.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
        byName.putIfAbsent(plain(licence.path("name").asString()), id);
        byName.putIfAbsent(plain(id.replace('-', ' ')), id);
        for (var address : licence.path("seeAlso")) {
            byAddress.putIfAbsent(address(address.asString()), id);
        }
    }

    static SpdxList get() {
        return Holder.LIST;
    }

    /** The licences that are not deprecated. */
    List<String> ids() {
        return ids;
    }

    /**
     * The licence that a text names: by its id, its name or an address of it. Names are compared by
     * the words that tell licences apart, so that {@code The Apache License, Version 2.0} is found.
     */
    Optional<String> named(String text) {
        var stripped = text.strip();
        List<Function<String, Optional<String>>> ways =
                List.of(
                        each -> Optional.ofNullable(byId.get(each.toLowerCase(Locale.ROOT))),
                        each -> Optional.ofNullable(byName.get(plain(each))),
                        each ->
                                SCHEME.matcher(each).find()
                                        ? Optional.ofNullable(byAddress.get(address(each)))
                                        : Optional.empty());
        return ways.stream().flatMap(way -> way.apply(stripped).stream()).findFirst();
    }

    /** The text of a licence, with places for names and years as SPDX writes them. */
    static String text(String id) {
        return read(id + ".json").path("licenseText").asString("");
    }

    private static String plain(String name) {
        return FILLING.matcher(name.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=[0-9])\\.0(?![0-9.])", "");
    }

    private static String address(String address) {
        var plain = SCHEME.matcher(address.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return ENDING.matcher(plain).replaceFirst("");
    }

    private static JsonNode read(String file) {
        try (InputStream in =
                Objects.requireNonNull(
                        SpdxList.class.getResourceAsStream(FOLDER + file),
                        () -> "the SPDX library has no " + file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalStateException("the SPDX library's " + file + " cannot be read", e);
        }
    }
}
