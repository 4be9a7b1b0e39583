package example.brick;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.registry.upstream.Places;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** All that the service needs to know of bricks. */
@Configuration(proxyBeanMethods = false)
public class BrickConfiguration {

    @Bean
    Upstream brickUpstream(@Value("${assay.upstream.brick.url}") URI yard) {
        return new BrickUpstream(yard);
    }

    @Bean
    Places brickPlaces(@Value("${assay.upstream.brick.url}") URI yard) {
        return new Places() {
            @Override
            public String ecosystem() {
                return BrickEcosystem.TYPE;
            }

            @Override
            public List<Place> first() {
                return List.of(new Place(null, yard, "assay.upstream.brick.url", false));
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return Optional.of(new Purl(BrickEcosystem.TYPE, null, "wall", null));
            }
        };
    }

    @Bean
    GateRoute brickGate(Checkpoint checkpoint) {
        return new BrickGate(checkpoint);
    }

    @Bean
    ReleaseCommand brickCommand() {
        return ReleaseCommand.of(
                new BrickEcosystem()::owns,
                (release, closure) -> List.of("curl", "-fO", closure + BrickGate.file(release)));
    }
}
