package dev.assay.scanners.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class RepositoryAddressTest {

    @ParameterizedTest
    @CsvSource({
        "git+https://github.com/Acme/Mail.git, github.com/acme/mail, ''",
        "git://github.com/acme/mail.git, github.com/acme/mail, ''",
        "git@github.com:acme/mail.git, github.com/acme/mail, ''",
        "git+ssh://git@git.example.com:2222/team/mail.git, git.example.com/team/mail, ''",
        "acme/mail, github.com/acme/mail, ''",
        "gitlab:acme/group/mail, '', ''",
        "bitbucket:acme/mail, bitbucket.org/acme/mail, ''",
        "https://user:secret@git.example.com/team/mail, git.example.com/team/mail, ''",
        "https://github.com/acme/many/tree/main/packages/mail, github.com/acme/many, packages/mail",
        "https://github.com/acme/mail/issues, github.com/acme/mail, ''",
        "https://github.com/acme/mail#readme, github.com/acme/mail, ''",
        "https://gitlab.com/a/b/c/-/tree/main/x, gitlab.com/a/b/c, x",
        "scm:git:https://git.example.com/team/mail.git, git.example.com/team/mail, ''",
        "scm:git:git@git.example.com:team/mail.git, git.example.com/team/mail, ''",
    })
    void readsWhatManifestsWrite(String text, String place, String directory) {
        var address = RepositoryAddress.parse(text);

        assertThat(address.map(each -> each.place().toString()).orElse("")).isEqualTo(place);
        assertThat(address.map(RepositoryAddress::directory).orElse("")).isEqualTo(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mail",
                "file:///etc/passwd",
                "https://github.com/",
                "https://github.com/acme",
                "ext::sh -c id",
                "https://git.example.com/../../etc",
                "-oProxyCommand=id:x"
            })
    void takesNothingElseForARepository(String text) {
        assertThat(RepositoryAddress.parse(text)).isEmpty();
    }

    @Test
    void aFolderNeverLeadsOutOfTheRepository() {
        assertThat(RepositoryAddress.folder("./packages/mail/")).isEqualTo("packages/mail");
        assertThat(RepositoryAddress.folder("../../other")).isEmpty();
        assertThat(RepositoryAddress.folder("a/../../b")).isEmpty();
    }

    @Test
    void triesTheTagsOfOnePackageBeforeThoseOfAWholeRepository() {
        var names = TagNames.of(Purl.npm("@acme/mail", "1.2.3"), "");

        assertThat(names)
                .contains("@acme/mail@1.2.3", "mail-v1.2.3", "mail@1.2.3", "v1.2.3", "1.2.3");
        assertThat(names.indexOf("mail-v1.2.3")).isLessThan(names.indexOf("v1.2.3"));
    }

    @Test
    void readsWhatPythonAndMavenDeclare() {
        var python =
                Declarations.of(
                        SourceTrees.tree(
                                Map.of(
                                        "mail-1.0.dist-info/METADATA",
                                        "Name: mail\nHome-page: https://mail.example\nProject-URL:"
                                                + " Docs, https://docs.example\nProject-URL: Source,"
                                                + " https://git.example.com/team/mail\n\nText")));
        var maven =
                Declarations.of(
                        SourceTrees.tree(
                                Map.of(
                                        "META-INF/maven/a/b/pom.xml",
                                        "<project><scm><connection>scm:git:https://git.example.com/a/b.git"
                                                + "</connection><tag>b-1.0</tag></scm></project>")));

        assertThat(python.claims().getFirst().address())
                .isEqualTo("https://git.example.com/team/mail");
        assertThat(maven.claims().getFirst().address())
                .isEqualTo("scm:git:https://git.example.com/a/b.git");
        assertThat(maven.tag()).isEqualTo("b-1.0");
    }
}
