package dev.assay.scanners.artifact.npm;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.assay.scanners.fuzz.FuzzTarget;

import org.junit.jupiter.api.Tag;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The .npmrc of a project, which its repository brings along. */
@Tag("fuzz")
public final class NpmrcFuzz implements FuzzTarget {

    @FuzzTest(maxDuration = "1m")
    void fuzz(byte[] bytes) {
        read(bytes);
    }

    @Override
    public void read(byte[] bytes) {
        Npmrc.parse(
                new String(bytes, StandardCharsets.UTF_8), Map.of("TOKEN", "$1\\", "HOME", "/"));
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                "registry=https://npm.example/\n//npm.example/:_authToken=${TOKEN}\n@a:registry=x",
                "; comment\n[section]\nkey[] = 'value'\n\"a\" = \"\\u0041\"\n${HOME?}=\\${X}");
    }
}
