package dev.assay.inventory.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

class MerkleTreeTest {

    /** The entries and roots that the tests of Certificate Transparency's reference have. */
    private static final List<String> ENTRIES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasTheRootsOfRfc6962ForEachSize() {
        var tree = new MerkleTree();
        assertThat(root(tree)).isEqualTo(ROOTS.getFirst());
        for (var size = 1; size <= ENTRIES.size(); size++) {
            tree.add(MerkleTree.leaf(HexFormat.of().parseHex(ENTRIES.get(size - 1))));
            assertThat(root(tree)).as("of %d", size).isEqualTo(ROOTS.get(size));
            assertThat(tree.size()).isEqualTo(size);
        }
    }

    @Test
    void goesOnFromItsPeaksAsFromAllThatIsInIt() {
        for (var at = 0; at <= 70; at++) {
            var whole = grown(new MerkleTree(), 0, at);
            var again = MerkleTree.of(at, whole.peaks());
            assertThat(root(grown(again, at, 90)))
                    .as("from %d on", at)
                    .isEqualTo(root(grown(new MerkleTree(), 0, 90)));
        }
        assertThatThrownBy(() -> MerkleTree.of(3, List.of(ROOTS.getFirst())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.of(1, List.of(ROOTS.getFirst(), ROOTS.getFirst())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isCutIntoTheTilesThatTheSpecificationCountsForSeventyThousandEntries() throws Exception {
        var tiles = new TreeMap<String, byte[]>();
        var cut = new Tiles((path, bytes) -> assertThat(tiles.put(path, bytes)).isNull());
        var tree = new MerkleTree();
        for (var number = 0; number < 70_000; number++) {
            cut.add(entry(number));
            tree.add(MerkleTree.leaf(entry(number)));
        }
        cut.end();

        assertThat(tiles.keySet().stream().filter(each -> each.startsWith("tile/0/")))
                .hasSize(274)
                .contains("tile/0/000", "tile/0/272", "tile/0/273.p/112");
        assertThat(tiles).containsKeys("tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(tiles.keySet().stream().filter(each -> each.startsWith("tile/entries/")))
                .hasSize(274);
        assertThat(tiles.get("tile/0/000")).hasSize(8192);
        assertThat(Tiles.path(1_234_067)).isEqualTo("x001/x234/067");
        // The root, from the top's tiles down the right side.
        var again = new MerkleTree();
        for (var path : tiles.keySet()) {
            if (path.startsWith("tile/0/")) {
                var bytes = tiles.get(path);
                for (var at = 0; at < bytes.length; at += 32) {
                    again.add(Arrays.copyOfRange(bytes, at, at + 32));
                }
            }
        }
        assertThat(root(again)).isEqualTo(root(tree));
        var top =
                MerkleTree.of(
                        65_536, List.of(HexFormat.of().formatHex(tiles.get("tile/2/000.p/1"))));
        assertThat(top.peaks().getFirst()).isEqualTo(tree.peaks().getFirst());
        assertThat(tiles.get("tile/entries/000")).startsWith(0, 7).hasSizeGreaterThan(256 * 9);
    }

    private static MerkleTree grown(MerkleTree tree, int from, int to) {
        for (var number = from; number < to; number++) {
            tree.add(MerkleTree.leaf(entry(number)));
        }
        return tree;
    }

    private static byte[] entry(int number) {
        return ("entry %d".formatted(number)).getBytes(StandardCharsets.UTF_8);
    }

    private static String root(MerkleTree tree) {
        return HexFormat.of().formatHex(tree.root());
    }
}
