package dev.assay.registry.gate;

import dev.assay.registry.tls.Tls;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;

/** All that holds for the listener holds where it speaks TLS. */
final class GateListenerOverTlsTest extends GateListenerTest {

    @TempDir private Path keys;
    private @Nullable TlsRig rig;

    @Override
    Tls tls() throws Exception {
        return rig().tls;
    }

    @Override
    Socket connect(int port) throws IOException {
        try {
            return rig().connect(port);
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private TlsRig rig() throws IOException, java.security.GeneralSecurityException {
        if (rig == null) {
            rig = new TlsRig(keys);
        }
        return rig;
    }
}
