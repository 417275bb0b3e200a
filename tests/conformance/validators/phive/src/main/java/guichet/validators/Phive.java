package guichet.validators;

import com.helger.diagnostics.error.IError;
import com.helger.diagnostics.error.level.EErrorLevel;
import com.helger.diver.api.coord.DVRCoordinate;
import com.helger.io.resource.FileSystemResource;
import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.result.ValidationResultList;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.france.FranceCTCValidation;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import com.helger.phive.zugferd.ZugferdValidation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges every XML of a folder by the rule sets that are named after it. */
public final class Phive {
  private static final Map<String, DVRCoordinate> RULES =
      Map.of(
          "en16931", EN16931Validation.VID_CII_1316,
          "factur-x", ZugferdValidation.VID_ZUGFERD_2_4_EN16931,
          "br-fr", FranceCTCValidation.VID_FR_CTC_CII_1_3_0);

  private static final ValidationExecutorSetRegistry<IValidationSourceXML> REGISTRY = registry();

  public static void main(String[] arguments) throws Exception {
    PrintStream out = Verdict.takeStandardOutput();
    List<String> rules = Arrays.asList(arguments).subList(1, arguments.length);
    for (Path file : Verdict.filesOf(Path.of(arguments[0]), ".xml")) {
      for (String name : rules) out.println(judge(file, name).toJson());
    }
  }

  private static Verdict judge(Path file, String name) {
    try {
      ValidationResultList results =
          ValidationExecutionManager.executeValidation(
              IValidityDeterminator.createDefault(),
              REGISTRY.getOfID(RULES.get(name)),
              ValidationSourceXML.create(new FileSystemResource(file.toFile())));
      List<String> findings = new ArrayList<>();
      // France publishes its rules as warnings while the reform begins, so warnings are told too.
      results.forEachFlattened(
          error -> error.getErrorLevel().isGE(EErrorLevel.WARN), error -> findings.add(told(error)));
      boolean isValid = results.size() > 0 && results.containsNoError();
      return new Verdict(name, file, isValid, findings);
    } catch (Throwable cause) {
      return Verdict.aborted(name, file, cause);
    }
  }

  private static String told(IError error) {
    String level = error.getErrorLevel().isGE(EErrorLevel.ERROR) ? "error" : "warning";
    return Verdict.finding(level, error.getErrorID(), error.getErrorText(Locale.ENGLISH));
  }

  private static ValidationExecutorSetRegistry<IValidationSourceXML> registry() {
    ValidationExecutorSetRegistry<IValidationSourceXML> registry = new ValidationExecutorSetRegistry<>();
    EN16931Validation.initEN16931(registry);
    ZugferdValidation.initZugferd(registry);
    FranceCTCValidation.initFranceCTC(registry);
    return registry;
  }
}
