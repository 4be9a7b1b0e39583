package dev.assay.scanners.detonation.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CanarySearchTest {

    private final Canaries canaries = new Canaries("a seed");
    private final Canary secret = canaries.at("env:API_KEY");
    private final Canary other = canaries.at("file:.ssh/id_rsa");

    enum Way {
        RAW(Form.RAW, text -> text),
        UPPER_CASE(Form.RAW, String::toUpperCase),
        BASE64(Form.ENCODED, text -> base64(text.getBytes(StandardCharsets.UTF_8))),
        BASE64_OF_A_URL(Form.ENCODED, text -> "x=" + base64(("k:" + text + ":k").getBytes())),
        BASE64_AMID_LETTERS(Form.ENCODED, text -> "prefix" + base64(text.getBytes())),
        HEXADECIMAL(Form.ENCODED, text -> HexFormat.of().formatHex(text.getBytes())),
        HEXADECIMAL_WITH_COLONS(
                Form.ENCODED, text -> HexFormat.ofDelimiter(":").formatHex(text.getBytes())),
        PERCENT_SIGNS(
                Form.ENCODED,
                text ->
                        text.chars()
                                .mapToObj(c -> "%%%02X".formatted(c))
                                .collect(Collectors.joining())),
        ESCAPES(
                Form.ENCODED,
                text ->
                        text.chars()
                                .mapToObj(c -> "\\u%04x".formatted(c))
                                .collect(Collectors.joining())),
        NUMBERS(
                Form.ENCODED,
                text -> text.chars().mapToObj(String::valueOf).collect(Collectors.joining(","))),
        BASE32(Form.ENCODED, CanarySearchTest::base32),
        GZIP_IN_BASE64(Form.ENCODED, text -> base64(gzip("{\"k\":\"" + text + "\"}"))),
        HEXADECIMAL_IN_BASE64(
                Form.ENCODED, text -> base64(HexFormat.of().formatHex(text.getBytes()).getBytes())),
        REVERSED(Form.REVERSED, text -> new StringBuilder(text).reverse().toString()),
        MASKED(
                Form.MASKED,
                text ->
                        text.chars()
                                .mapToObj(c -> (char) (c ^ 0x5a))
                                .map(String::valueOf)
                                .collect(Collectors.joining())),
        ROTATED(
                Form.ROTATED,
                text ->
                        text.chars()
                                .map(c -> c >= 'a' && c <= 'z' ? 'a' + (c - 'a' + 13) % 26 : c)
                                .mapToObj(c -> String.valueOf((char) c))
                                .collect(Collectors.joining()));

        final Form form;
        final UnaryOperator<String> encoding;

        Way(Form form, UnaryOperator<String> encoding) {
            this.form = form;
            this.encoding = encoding;
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_canary_is_found_however_it_is_encoded(Way way) {
        var message = "{\"note\": \"" + way.encoding.apply(secret.value()) + "\"}";

        var found = search().find("evil.example", message.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(found).containsExactly(new Sighted(secret, way.form));
    }

    @Test
    void a_canary_is_found_in_pieces_that_are_sent_one_after_the_other_to_one_receiver() {
        var search = search();
        var value = secret.value();

        assertThat(search.find("evil.example", bytes(value.substring(0, 7) + ".evil.example")))
                .isEmpty();
        assertThat(search.find("evil.example", bytes(value.substring(7, 14) + ".evil.example")))
                .isEmpty();
        assertThat(search.find("evil.example", bytes(value.substring(14) + ".evil.example")))
                .containsExactly(new Sighted(secret, Form.SPLIT));
    }

    @Test
    void a_canary_that_was_sent_whole_is_not_told_as_pieces_of_a_later_message() {
        var search = search();
        search.find("api.example", bytes("key=" + secret.value()));

        assertThat(search.find("api.example", bytes("something else"))).isEmpty();
        assertThat(search.find("api.example", bytes(secret.value().substring(0, 8)))).isEmpty();
    }

    @Test
    void pieces_that_different_receivers_got_are_not_put_together() {
        var search = search();
        search.find("one.example", bytes(secret.value().substring(0, 10)));

        assertThat(search.find("two.example", bytes(secret.value().substring(10)))).isEmpty();
    }

    @Test
    void what_is_not_planted_is_not_found() {
        var elsewhere = new Canaries("another seed").at("env:API_KEY");

        assertThat(search().find("evil.example", bytes("key=" + elsewhere.value()))).isEmpty();
    }

    @Test
    void a_text_is_told_with_the_places_of_its_canaries() {
        assertThat(search().named("/v1/" + secret.value().toUpperCase() + "/x"))
                .isEqualTo("/v1/{env:API_KEY}/x");
    }

    @Test
    void the_same_place_has_another_canary_in_another_run() {
        assertThat(new Canaries("another seed").at("env:API_KEY")).isNotEqualTo(secret);
    }

    private CanarySearch search() {
        assertThat(other).isNotNull();
        return new CanarySearch(canaries.planted());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base32(String text) {
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = new BigInteger(1, text.getBytes()).toString(2);
        bits = "0".repeat(text.length() * 8 - bits.length()) + bits;
        bits += "0".repeat((5 - bits.length() % 5) % 5);
        var encoded = new StringBuilder();
        for (var at = 0; at < bits.length(); at += 5) {
            encoded.append(digits.charAt(Integer.parseInt(bits.substring(at, at + 5), 2)));
        }
        return encoded.toString();
    }

    private static byte[] gzip(String text) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
