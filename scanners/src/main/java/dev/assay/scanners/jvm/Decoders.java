package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** What turns texts into others that nobody can read, and back. */
final class Decoders implements Library.Part {

    @Override
    public @Nullable Val call(Site site) {
        return switch (site.owner()) {
            case "java/util/Base64$Decoder" ->
                    site.name().equals("decode") ? base64(site, site.arg(0)) : null;
            case "org/apache/commons/codec/binary/Base64",
                    "org/springframework/util/Base64Utils",
                    "jakarta/xml/bind/DatatypeConverter",
                    "javax/xml/bind/DatatypeConverter",
                    "android/util/Base64" ->
                    switch (site.name()) {
                        case "decodeBase64", "decodeFromString", "parseBase64Binary", "decode" ->
                                base64(site, site.arg(0));
                        case "parseHexBinary" -> hex(site, site.arg(0));
                        default -> null;
                    };
            case "java/util/HexFormat" ->
                    site.name().equals("parseHex") ? hex(site, site.arg(0)) : null;
            case "org/apache/commons/codec/binary/Hex" ->
                    site.name().equals("decodeHex") ? hex(site, site.arg(0)) : null;
            case "java/net/URLDecoder" -> site.name().equals("decode") ? percent(site) : null;
            case "java/net/URLEncoder" ->
                    site.name().equals("encode")
                            ? Val.of(site.arg(0).allTexts(), site.arg(0).allFlow())
                            : null;
            case "java/util/Arrays" ->
                    site.name().equals("copyOf") || site.name().equals("copyOfRange")
                            ? copied(site)
                            : null;
            default -> null;
        };
    }

    private static Val base64(Site site, Val value) {
        var text = source(value);
        if (text != null) {
            try {
                var plain = text.text().replace('-', '+').replace('_', '/').replaceAll("\\s", "");
                return decoded(site, Base64.getMimeDecoder().decode(plain), value);
            } catch (IllegalArgumentException e) {
                // No text in that code; where it comes from is all that is known.
            }
        }
        return Val.flowing(value.allFlow());
    }

    private static Val hex(Site site, Val value) {
        var text = source(value);
        if (text != null) {
            try {
                return decoded(site, HexFormat.of().parseHex(text.text()), value);
            } catch (IllegalArgumentException e) {
                // As above.
            }
        }
        return Val.flowing(value.allFlow());
    }

    private static Val decoded(Site site, byte[] bytes, Val value) {
        var heap = Strings.array(bytes, site.at());
        heap.built(
                List.of(
                        new Text(
                                new String(bytes, StandardCharsets.UTF_8),
                                Via.DECODED,
                                site.at())));
        return Val.of(heap).with(value.allFlow());
    }

    private static Val percent(Site site) {
        var text = source(site.arg(0));
        if (text != null) {
            try {
                return Val.of(
                        text.as(
                                URLDecoder.decode(text.text(), StandardCharsets.UTF_8),
                                Via.DECODED));
            } catch (IllegalArgumentException e) {
                // As above.
            }
        }
        return Val.flowing(site.arg(0).allFlow());
    }

    private static @Nullable Text source(Val value) {
        var heap = value.heap();
        var chars = Strings.ofArray(heap);
        if (heap != null && chars != null) {
            return new Text(chars, Via.PLAIN, heap.made());
        }
        var text = value.text();
        if (text == null && !value.allTexts().isEmpty()) {
            text = value.allTexts().getFirst();
        }
        return text == null || !text.isWhole() ? null : text;
    }

    private static Val copied(Site site) {
        var heap = site.arg(0).heap();
        return heap == null
                ? Val.flowing(site.arg(0).flow())
                : Val.of(heap.copy(site.at())).with(site.arg(0).flow());
    }
}
