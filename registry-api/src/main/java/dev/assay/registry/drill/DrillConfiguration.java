package dev.assay.registry.drill;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.task.DrillStore;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.registry.reminder.TaskDesk;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Workflow;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class DrillConfiguration {

    @Bean
    GateProbe drillProbe(
            GateListener gate,
            @Value("${gate.address:#{null}}") @Nullable InetAddress gateAddress,
            @Value("${server.address:#{null}}") @Nullable InetAddress mainAddress) {
        var listens = gateAddress == null ? mainAddress : gateAddress;
        if (listens == null || listens.isAnyLocalAddress()) {
            return new GateProbe(gate, "127.0.0.1");
        }
        var host = listens.getHostAddress();
        return new GateProbe(gate, listens instanceof Inet6Address ? "[" + host + "]" : host);
    }

    @Bean
    Drills drills(
            ReleaseStore releases,
            ClosureStore closures,
            VettingStore vetting,
            BlobStore blobs,
            GateProbe drillProbe,
            Workflow workflow,
            Tokens tokens,
            TaskDesk desk,
            AuditTrail audit,
            Deeds deeds,
            JdbcClient jdbc,
            Clock clock,
            @Value("${gate.reading-needs-token:false}") boolean needsToken) {
        return new Drills(
                new ProbeRelease(releases, closures, vetting, blobs, audit, deeds, clock),
                drillProbe,
                workflow,
                tokens,
                needsToken,
                new DrillStore(jdbc),
                desk,
                audit,
                deeds,
                clock);
    }
}
