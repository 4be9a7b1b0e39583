package dev.assay.scanners.delta.rule;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Names of commands that a package may not take for its own: those of the system and of the
 * runtimes that run servers, and those of a few packages that nearly every project installs. Which
 * commands of packages: the bins of the most-downloaded packages with a command that people type
 * (November 2026).
 */
final class CommandNames {

    private static final String SYSTEM =
            """
            bash sh zsh dash ksh fish cmd powershell pwsh env sudo su doas ssh scp sftp rsync curl
            wget git svn hg tar zip unzip gzip cat ls cp mv rm mkdir chmod chown ln find grep sed
            awk kill ps top mount umount crontab systemctl service launchctl docker podman kubectl
            helm terraform aws az gcloud gpg openssl ping dig nslookup nc telnet python python3 pip
            pip3 uv uvx ruby gem perl php composer java javac mvn gradle go cargo rustc make cmake
            gcc g++ cc ld brew apt apt-get yum dnf apk snap code cursor claude open xdg-open
            """;

    private static final Map<String, String> OF_PACKAGES =
            Map.ofEntries(
                    Map.entry("node", "node"),
                    Map.entry("npm", "npm"),
                    Map.entry("npx", "npm"),
                    Map.entry("corepack", "corepack"),
                    Map.entry("yarn", "yarn"),
                    Map.entry("pnpm", "pnpm"),
                    Map.entry("pnpx", "pnpm"),
                    Map.entry("bun", "bun"),
                    Map.entry("bunx", "bun"),
                    Map.entry("deno", "deno"),
                    Map.entry("tsc", "typescript"),
                    Map.entry("tsserver", "typescript"),
                    Map.entry("tsx", "tsx"),
                    Map.entry("ts-node", "ts-node"),
                    Map.entry("eslint", "eslint"),
                    Map.entry("prettier", "prettier"),
                    Map.entry("jest", "jest"),
                    Map.entry("vitest", "vitest"),
                    Map.entry("mocha", "mocha"),
                    Map.entry("webpack", "webpack"),
                    Map.entry("vite", "vite"),
                    Map.entry("rollup", "rollup"),
                    Map.entry("esbuild", "esbuild"),
                    Map.entry("next", "next"),
                    Map.entry("nx", "nx"),
                    Map.entry("turbo", "turbo"),
                    Map.entry("playwright", "playwright"),
                    Map.entry("node-gyp", "node-gyp"),
                    Map.entry("prebuild-install", "prebuild-install"),
                    Map.entry("husky", "husky"),
                    Map.entry("rimraf", "rimraf"),
                    Map.entry("semver", "semver"));

    private static final Map<String, String> ALL = all();

    private CommandNames() {}

    /**
     * The package that a command belongs to, empty for one of the system; null where anybody may
     * call a command so.
     */
    static @Nullable String owner(String command) {
        return ALL.get(command);
    }

    private static Map<String, String> all() {
        var all = new HashMap<String, String>();
        Stream.of(SYSTEM.strip().split("\\s+")).forEach(name -> all.put(name, ""));
        all.putAll(OF_PACKAGES);
        return all;
    }
}
