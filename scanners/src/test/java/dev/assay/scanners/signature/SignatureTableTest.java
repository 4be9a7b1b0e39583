package dev.assay.scanners.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each way in which a signature can be wrong, and what comes of it. The table of the page is
 * refreshed with {@code mvn -pl scanners -am test -Dtest=SignatureTableTest -Dgolden.refresh=true}.
 */
class SignatureTableTest {

    private static final Path PAGE = Path.of("../docs/signatures.md");

    private static final Pattern TABLE =
            Pattern.compile("(?s)(\\| Case \\| Of \\|.*?\n\\|---.*?\n)(.*?)\n\n");

    /** What only a defect of the program, or a break of SHA-256 or of a signed log, could show. */
    private static final Set<Defect> NEVER_MINTED = EnumSet.noneOf(Defect.class);

    static Stream<SignatureCase> cases() {
        return Stream.of(
                        RegistryCases.all(),
                        StatementCases.all(),
                        LogCases.all(),
                        PgpCases.all(),
                        BundleCases.all(),
                        ImageCases.all(),
                        PublishCases.all())
                .flatMap(java.util.List::stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOutAsTheTableSays(SignatureCase each) {
        var outcome = each.outcome();
        assertThat(SignatureCase.words(outcome)).as(outcome.reason()).isEqualTo(each.expected());
    }

    @Test
    void everyDefectHasACase() {
        var told =
                cases().map(SignatureCase::expected)
                        .filter(expected -> expected.startsWith("invalid: "))
                        .map(expected -> expected.substring("invalid: ".length()))
                        .collect(Collectors.toSet());
        assertThat(Stream.of(Defect.values()).filter(each -> !NEVER_MINTED.contains(each)))
                .extracting(Defect::words)
                .allSatisfy(words -> assertThat(told).contains(words));
    }

    @Test
    void thePageShowsTheTable() throws IOException {
        var rows = cases().map(SignatureCase::row).collect(Collectors.joining("\n"));
        var page = Files.readString(PAGE);
        if (Boolean.getBoolean("golden.refresh")) {
            page =
                    TABLE.matcher(page)
                            .replaceFirst(
                                    found ->
                                            Matcher.quoteReplacement(
                                                    found.group(1) + rows + "\n\n"));
            Files.writeString(PAGE, page);
        }
        var table = TABLE.matcher(page);
        assertThat(table.find()).isTrue();
        assertThat(table.group(2)).isEqualTo(rows);
    }
}
