package dev.assay.scanners.artifact.maven;

import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maven's settings on this machine: the user's, and those of the installation. */
final class SettingsFiles {

    private final Map<String, String> environment;
    private final Path ofUser;
    private final Path security;
    private final Optional<Path> ofInstallation;

    SettingsFiles(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.ofUser = home.resolve(".m2/settings.xml");
        this.security = home.resolve(".m2/settings-security.xml");
        this.ofInstallation =
                installation(environment)
                        .map(folder -> folder.resolve("conf/settings.xml"))
                        .filter(Files::isRegularFile);
    }

    /** Which files count, for people. */
    String described() {
        return Stream.concat(
                        Stream.of(ofUser).filter(Files::isRegularFile), ofInstallation.stream())
                .map(Path::toString)
                .collect(Collectors.joining(" and "));
    }

    /**
     * Reads them as one, with variables put in and passwords decrypted.
     *
     * @throws IllegalArgumentException when one cannot be read
     */
    Settings read() {
        var request = new DefaultSettingsBuildingRequest();
        if (Files.isRegularFile(ofUser)) {
            request.setUserSettingsFile(ofUser.toFile());
        }
        ofInstallation.map(Path::toFile).ifPresent(request::setGlobalSettingsFile);
        var properties = new Properties();
        environment.forEach((name, value) -> properties.setProperty("env." + name, value));
        request.setSystemProperties(properties);
        Settings settings;
        try {
            settings =
                    new DefaultSettingsBuilderFactory()
                            .newInstance()
                            .build(request)
                            .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new IllegalArgumentException("settings.xml: " + e.getMessage(), e);
        }
        decrypt(settings);
        return settings;
    }

    private void decrypt(Settings settings) {
        var dispatcher =
                new DefaultSecDispatcher(new DefaultPlexusCipher(), Map.of(), security.toString());
        var result =
                new DefaultSettingsDecrypter(dispatcher)
                        .decrypt(new DefaultSettingsDecryptionRequest(settings));
        for (var problem : result.getProblems()) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                throw new IllegalArgumentException("settings.xml: " + problem.getMessage());
            }
        }
        settings.setServers(result.getServers());
    }

    private static Optional<Path> installation(Map<String, String> environment) {
        for (var variable : new String[] {"MAVEN_HOME", "M2_HOME"}) {
            var folder = environment.get(variable);
            if (folder != null && !folder.isBlank()) {
                return Optional.of(Path.of(folder));
            }
        }
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            var command = Path.of(folder.isEmpty() ? "." : folder).resolve("mvn");
            if (Files.isExecutable(command)) {
                try {
                    return Optional.ofNullable(command.toRealPath().getParent())
                            .map(Path::getParent);
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
