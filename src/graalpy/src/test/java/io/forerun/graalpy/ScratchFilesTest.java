package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a program made of its directory, it can be deleted. */
class ScratchFilesTest {
  @TempDir Path parent;

  @Test
  void aTreeIsDeleted() throws IOException {
    Path scratch = Files.createDirectories(parent.resolve("scratch/a/b")).getParent().getParent();
    Files.writeString(scratch.resolve("a/b/file"), "x");
    Files.writeString(scratch.resolve("file"), "x");

    ScratchFiles.delete(scratch);

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void directoriesThatNobodyMayUseAreDeleted() throws IOException {
    Path scratch = Files.createDirectory(parent.resolve("scratch"));
    for (String permissions : new String[] {"---------", "r--------", "--x------", "r-x------"}) {
      Path directory = Files.createDirectories(scratch.resolve("d" + permissions + "/inner"));
      Files.writeString(directory.resolve("file"), "x");
      Files.setPosixFilePermissions(
          directory.getParent(), PosixFilePermissions.fromString(permissions));
      Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx------"));
    }

    ScratchFiles.delete(scratch);

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void pathsThatAreTooLongForTheSystemAreDeleted() throws IOException {
    Path scratch = Files.createDirectory(parent.resolve("scratch"));
    for (String tree : new String[] {"a", "b", "c"}) {
      Files.writeString(deep(scratch.resolve(tree)).resolve("file"), "x");
    }
    Files.move(scratch.resolve("b"), deep(scratch.resolve("c")).resolve("b"));
    Files.move(scratch.resolve("c"), deep(scratch.resolve("a")).resolve("c"));

    ScratchFiles.delete(scratch);

    assertThat(parent).isEmptyDirectory();
  }

  private static Path deep(Path root) throws IOException {
    return Files.createDirectories(root.resolve(("d".repeat(30) + "/").repeat(110)));
  }

  @Test
  void whatIsGoneIsPassedOver() {
    assertThatNoException().isThrownBy(() -> ScratchFiles.delete(parent.resolve("missing")));
  }
}
