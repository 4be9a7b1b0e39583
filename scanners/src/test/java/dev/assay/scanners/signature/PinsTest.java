package dev.assay.scanners.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class PinsTest {

    private static final List<String> ALL = List.of("pkg:maven/*");

    @Test
    void readsFingerprintsAsPeopleWriteThem() {
        var written = "0x0123 4567 89ab cdef 0123  4567 89ab cdef 0123 4567";

        assertThat(new Pins.Pin(ALL, List.of(written)).signers())
                .containsExactly("0123456789ABCDEF0123456789ABCDEF01234567");
    }

    @Test
    void refusesAPartOfAFingerprintAndAnIdentityThatNobodyVouchesFor() {
        assertThatThrownBy(() -> new Pins.Pin(ALL, List.of("89ABCDEF")))
                .hasMessageContaining("pin all of it");
        assertThatThrownBy(() -> new Pins.Pin(ALL, List.of("ann@acme.example")))
                .hasMessageContaining("vouches");
        assertThatThrownBy(() -> new Pins.Pin(List.of(), List.of("SHA256:x")))
                .hasMessageContaining("both");
    }

    @Test
    void takesADotForADot() {
        var pin = new Pins.Pin(List.of("pkg:maven/org.acme/*"), List.of("SHA256:x"));

        assertThat(pin.isFor("pkg:maven/org.acme/mcp")).isTrue();
        assertThat(pin.isFor("pkg:maven/orgxacme/mcp")).isFalse();
        assertThat(pin.isFor("pkg:maven/org.acme.evil/mcp")).isFalse();
    }
}
