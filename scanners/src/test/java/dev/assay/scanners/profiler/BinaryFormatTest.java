package dev.assay.scanners.profiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.util.HexFormat;

class BinaryFormatTest {

    @ParameterizedTest
    @CsvSource({
        "7f454c4602010100, ELF",
        "feedface00000007, MACH_O",
        "cffaedfe0c000001, MACH_O",
        "cefaedfe07000000, MACH_O",
        "cafebabe00000002, MACH_O_FAT",
        "cafebabf00000002, MACH_O_FAT",
        "0061736d01000000, WASM",
        "213c617263683e0a, AR",
        "cafebabe00000041, NONE",
        "4d5a900003000000, NONE",
        "89504e470d0a1a0a, NONE"
    })
    void tellsAFormatByItsFirstBytes(String hex, BinaryFormat expected) {
        assertThat(BinaryFormat.of(HexFormat.of().parseHex(hex))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0x8664, x86-64", "0xaa64, arm64", "0x14c, x86"})
    void readsWhatAWindowsProgramIsFor(int machine, String expected) {
        var bytes = ByteBuffer.allocate(256).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3c, 128).putInt(128, 0x4550);
        bytes.putShort(132, (short) machine);
        assertThat(BinaryFormat.of(bytes.array())).isEqualTo(BinaryFormat.PE);
        assertThat(BinaryFormat.PE.architecture(bytes.array())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"127", "-1", "2147483647"})
    void isNotFooledByAHeaderThatPointsOutOfTheFile(int offset) {
        var bytes = ByteBuffer.allocate(128).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3c, offset);
        assertThat(BinaryFormat.of(bytes.array())).isEqualTo(BinaryFormat.NONE);
    }
}
