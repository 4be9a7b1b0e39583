package dev.assay.scanners.artifact.maven;

import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilder;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.interpolation.ModelInterpolator;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.apache.maven.model.profile.activation.JdkVersionProfileActivator;
import org.apache.maven.model.profile.activation.OperatingSystemProfileActivator;
import org.apache.maven.model.profile.activation.ProfileActivator;
import org.apache.maven.model.profile.activation.PropertyProfileActivator;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Maven's own builder of effective POMs, which no POM may make look at our files or fill our
 * memory: no profile is activated by a file, and properties that multiply each other are refused
 * before they are put in.
 */
final class BoundedModelBuilder extends DefaultModelBuilderFactory {

    private final long most;

    private BoundedModelBuilder(long most) {
        this.most = most;
    }

    /**
     * @param most characters that one POM may grow to
     */
    static DefaultModelBuilder of(long most) {
        return new BoundedModelBuilder(most).newInstance();
    }

    @Override
    protected ProfileActivator[] newProfileActivators() {
        return new ProfileActivator[] {
            new JdkVersionProfileActivator(),
            new OperatingSystemProfileActivator(),
            new PropertyProfileActivator()
        };
    }

    @Override
    protected ModelInterpolator newModelInterpolator() {
        return new Measured(super.newModelInterpolator(), most);
    }

    private record Measured(ModelInterpolator real, long most) implements ModelInterpolator {

        @Override
        public Model interpolateModel(
                Model model,
                File folder,
                ModelBuildingRequest request,
                ModelProblemCollector problems) {
            var text = new StringWriter();
            try {
                new MavenXpp3Writer().write(text, model);
            } catch (IOException e) {
                throw new UncheckedIOException("a POM cannot be written to memory", e);
            }
            var size = new Expansion(model.getProperties(), most).sizeOf(text.toString());
            if (size > most) {
                throw new Budget.SpentException(
                        model.getId() + " grows beyond " + most + " characters by its properties");
            }
            return real.interpolateModel(model, folder, request, problems);
        }
    }
}
