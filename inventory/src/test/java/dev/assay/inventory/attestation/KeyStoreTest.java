package dev.assay.inventory.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.time.Instant;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class KeyStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] SPKI = {48, 89, (byte) 0x80, 0};

    @Parameter Database database;
    private KeyStore keys;
    private Id sam;
    private Id dora;

    @BeforeEach
    void open() {
        keys = new KeyStore(database.jdbc());
        var accounts = new AccountStore(database.jdbc(), Database.ticking());
        sam = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY)).id();
        dora = accounts.add(Samples.name(), "Dora", "", Set.of(Role.DATA_PROTECTION)).id();
    }

    @Test
    void oneKeyOfTheRegistryIsInUseAndTheOthersStayOnRecordWithTheirEnd() {
        var first = Samples.sha256().hex();
        var second = Samples.sha256().hex();
        keys.begin(new RegistryKey(first, SPKI, NOW, null));
        keys.begin(new RegistryKey(second, SPKI, NOW.plusSeconds(60), null));

        assertThat(keys.endOthers(second, NOW.plusSeconds(60))).isPositive();

        var known = keys.registry();
        assertThat(known).extracting(RegistryKey::keyId).contains(first, second);
        assertThat(known)
                .filteredOn(each -> each.validUntil() == null)
                .extracting(RegistryKey::keyId)
                .containsExactly(second);
        assertThat(known)
                .filteredOn(each -> each.keyId().equals(first))
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.validUntil()).isEqualTo(NOW.plusSeconds(60));
                            assertThat(each.spki()).isEqualTo(SPKI);
                        });
        assertThat(keys.endOthers(second, NOW.plusSeconds(120))).isZero();
    }

    @Test
    void aKeyBelongsToOnePersonForGood() {
        var key = key(sam, Samples.sha256().hex());
        keys.register(key);

        assertThatThrownBy(() -> keys.register(key(dora, key.keyId())))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(keys.of(dora)).isEmpty();
        assertThat(keys.of(sam)).extracting(ApproverKey::keyId).containsExactly(key.keyId());
        assertThat(keys.approver(key.keyId()).orElseThrow().accountId()).isEqualTo(sam);
        assertThat(keys.approver(Samples.sha256().hex())).isEmpty();
    }

    @Test
    void onlyItsOwnerWithdrawsAKeyAndItStaysOnRecord() {
        var id = Samples.sha256().hex();
        keys.register(key(sam, id));

        assertThat(keys.withdraw(dora, id, NOW)).isFalse();
        assertThat(keys.withdraw(sam, id, NOW.plusSeconds(5))).isTrue();
        assertThat(keys.withdraw(sam, id, NOW.plusSeconds(9))).isFalse();
        assertThat(keys.approver(id).orElseThrow().withdrawnAt()).isEqualTo(NOW.plusSeconds(5));
    }

    private static ApproverKey key(Id account, String id) {
        return new ApproverKey(id, account, SPKI, "laptop", NOW, null);
    }
}
