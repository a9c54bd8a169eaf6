// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() throws IOException {
        file = Files.writeString(folder.resolve("number"), "1");
    }

    @Test
    void takesNewContentsAndCountsThem() throws IOException {
        Reloading<Integer> number = reloading();

        assertThat(number.poll()).isEqualTo(Reloading.Outcome.UNCHANGED);
        Files.writeString(file, "2");
        assertThat(number.poll()).isEqualTo(Reloading.Outcome.LOADED);
        assertThat(number.current()).isEqualTo(2);
        assertThat(number.state().generation()).isEqualTo(2);
    }

    @Test
    void keepsTheLastGoodValueWhileTheFileIsBadOrGone() throws IOException {
        Reloading<Integer> number = reloading();

        Files.writeString(file, "-1");
        assertThat(number.poll()).isEqualTo(Reloading.Outcome.REFUSED);
        assertThat(number.state().refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.reason()).isEqualTo("negative"));
        Files.delete(file);
        assertThat(number.poll()).isEqualTo(Reloading.Outcome.REFUSED);
        assertThat(number.current()).isEqualTo(1);

        Files.writeString(file, "3");
        assertThat(number.poll()).isEqualTo(Reloading.Outcome.LOADED);
        assertThat(number.state().refusal()).isEmpty();
    }

    @Test
    void outlivesADefectOfItsLoader() throws IOException {
        Reloading<Integer> number = reloading();

        Files.writeString(file, "a defect");

        assertThat(number.poll()).isEqualTo(Reloading.Outcome.REFUSED);
        assertThat(number.current()).isEqualTo(1);
    }

    @Test
    void doesNotBeginWithoutAUsableFile() throws IOException {
        Files.writeString(file, "-1");
        assertThatThrownBy(this::reloading).isInstanceOf(UnusableFileException.class);
        Files.delete(file);
        assertThatThrownBy(this::reloading)
                .isInstanceOf(UnusableFileException.class)
                .hasMessageEndingWith("does not exist; mount or create it");
    }

    private Reloading<Integer> reloading() {
        return new Reloading<>(List.of(file), texts -> positive(texts.get(0)), Clock.systemUTC());
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 0) {
            throw new UnusableFileException("negative");
        }
        return number;
    }
}
