package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.fuzz.FuzzTarget;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The .npmrc of a project, which its repository brings along. */
public final class NpmrcFuzz implements FuzzTarget {

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
