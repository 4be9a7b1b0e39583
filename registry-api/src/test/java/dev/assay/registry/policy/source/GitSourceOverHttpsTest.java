package dev.assay.registry.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.registry.policy.PolicyUnavailableException;
import dev.assay.samples.SampleGitHost;
import dev.assay.samples.SampleTls;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A policy out of a repository that git itself serves over TLS. */
class GitSourceOverHttpsTest {

    private final SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();

    @TempDir private Path keys;
    @TempDir private Path data;
    private SampleTls tls;
    private SampleGitHost host;
    private String first = "";

    @BeforeEach
    void start() throws Exception {
        assumeTrue(SampleGitHost.isPossible(), "git is not installed");
        tls = SampleTls.in(keys);
        host = SampleGitHost.start(tls);
        first = host.commit("policy.git", Map.of("rules.yaml", "first"));
        host.commit("policy.git", Map.of("rules.yaml", "second"));
    }

    @AfterEach
    void stop() {
        HttpsURLConnection.setDefaultSSLSocketFactory(before);
        if (host != null) {
            host.close();
        }
    }

    @Test
    void readsTheCommitItNames() throws Exception {
        trust();

        assertThat(text(null, null)).isEqualTo("first");
    }

    @Test
    void showsItsPasswordWhereItIsAskedForOne() throws Exception {
        trust();
        host.demand("assay", "correct");

        assertThat(text("assay", "correct")).isEqualTo("first");
    }

    @Test
    void saysThatThePasswordIsNotTheRightOne() throws Exception {
        trust();
        host.demand("assay", "correct");

        assertThatThrownBy(() -> text("assay", "wrong"))
                .isInstanceOf(PolicyUnavailableException.class)
                .hasMessageContaining("not authorized")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void readsNothingFromAHostWhoseCertificateNobodyTrusts() {
        assertThatThrownBy(() -> text(null, null))
                .isInstanceOf(PolicyUnavailableException.class)
                .hasMessageContaining("a certificate that nobody here trusts");
        assertThat(host.requests()).isEmpty();
    }

    private String text(@Nullable String user, @Nullable String password)
            throws PolicyUnavailableException {
        var address = GitAddress.of(host.url() + "policy.git", first, "", user, password);
        return new GitSource(address, data).read().files().getFirst().text().strip();
    }

    private void trust() throws Exception {
        var trusted = KeyStore.getInstance(tls.trust().toFile(), SampleTls.PASSWORD.toCharArray());
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }
}
