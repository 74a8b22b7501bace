package io.forerun.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.forerun.endpoint.Endpoint;
import io.forerun.endpoint.Endpoints;
import io.forerun.execute.Limits;
import io.forerun.request.Allowance;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestReader;
import io.forerun.request.RequestedGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas in {@code docs/schemas} say what the functions take. */
class SchemaTest {
  private static final Contract RUN = Contract.of("run");
  private static final Contract GENERATE = Contract.of("generate");
  private static final Contract REPAIR = Contract.of("repair");
  private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);

  /** What the examples in the documentation are, in their order. */
  private static final List<JsonSchema> EXAMPLES =
      List.of(RUN.request(), RUN.result(), GENERATE.request(), GENERATE.result(), REPAIR.request());

  private static final Endpoints ENDPOINTS =
      new Endpoints(List.of(Endpoint.configured("tools", "https://a.example/", Map.of(), 1000)));
  private static final Allowance ALLOWANCE =
      new Allowance(Limits.DEFAULTS, Limits.DEFAULTS, Map.of(), ENDPOINTS);

  @Test
  void theSchemasAreSchemas() throws IOException {
    JsonSchema meta =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    try (Stream<Path> files = Files.list(Contract.SCHEMAS)) {
      for (Path file : files.toList()) {
        Contract.require(meta, Files.readString(file));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'code':'1'}",
        "{'code':'','runId':'a.B_c:d-9','format':'tool_call','tokensPerSecond':0.5,'policy':'static','events':true}",
        "{'deltas':[]}",
        "{'deltas':[{'text':'1','atMs':0},{'text':'','atMs':86400000}]}",
        "{'code':'1','limits':{'chunkTimeMs':1,'runTimeMs':2,'cpuTimeMs':3,'outputBytes':4,'programChars':5}}",
        "{'code':'1','limits':{},'mounts':[],'functions':[]}",
        "{'code':'1','functions':[{'name':'f','url':'https://a.example/f','schema':{'type':'object'},'description':'','irreversible':false,'timeoutMs':600000}]}",
        "{'code':'1','approval':{}}",
        "{'code':'1','policy':'serial','approval':{'scope':'s','approved':['k'],'effects':[{'key':'k'},{'key':'l','effect':'e','chunk':1,'value':null,'recorded':true}]}}",
      })
  void whatRunTakes(String request) {
    assertThat(taken(RUN, request)).isTrue();
    assertThat(runTakes(request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "'1'",
        "{'code':'1','deltas':[]}",
        "{'code':1}",
        "{'code':'1','colour':'red'}",
        "{'code':'1','Events':true}",
        "{'code':'1','events':'yes'}",
        "{'code':'1','events':1}",
        "{'code':'1','format':'html'}",
        "{'code':'1','format':0}",
        "{'code':'1','runId':'a b'}",
        "{'code':'1','runId':''}",
        "{'code':'1','runId':7}",
        "{'code':'1','limits':{'runTimeMs':-5}}",
        "{'code':'1','limits':{'outputBytes':0}}",
        "{'code':'1','limits':{'chunkTimeMs':1.5}}",
        "{'code':'1','limits':{'chunkTimeMs':'1'}}",
        "{'code':'1','limits':{'memory':1}}",
        "{'code':'1','limits':[]}",
        "{'code':'1','policy':'all'}",
        "{'code':'1','mounts':'data'}",
        "{'code':'1','mounts':[1]}",
        "{'code':'1','sessionId':'s'}",
        "{'code':'1','functions':{}}",
        "{'code':'1','functions':[null]}",
        "{'code':'1','functions':[{'name':1}]}",
        "{'code':'1','functions':[{'name':'f','url':'https://a.example/f'}]}",
        "{'code':'1','functions':[{'name':'f','url':'https://a.example/f','schema':{}}]}",
        "{'code':'1','functions':[{'name':'f','url':'https://a.example/f','schema':{'type':'string'}}]}",
        "{'code':'1','functions':[{'name':'f g','url':'https://a.example/f','schema':{'type':'object'}}]}",
        "{'code':'1','functions':[{'name':'f','schema':{'type':'object'}}]}",
        "{'code':'1','functions':[{'name':'f','url':'https://a.example/f','schema':{'type':'object'},'timeoutMs':0}]}",
        "{'code':'1','functions':[{'name':'f','url':'https://a.example/f','schema':{'type':'object'},'async':true}]}",
        "{'code':'1','approval':true}",
        "{'code':'1','approval':{'approved':'k'}}",
        "{'code':'1','approval':{'approved':[null]}}",
        "{'code':'1','approval':{'effects':[{}]}}",
        "{'code':'1','approval':{'effects':[{'key':'k','when':1}]}}",
        "{'code':'1','approval':{},'policy':'immediate'}",
        "{'code':'1','tokensPerSecond':0}",
        "{'code':'1','tokensPerSecond':1000001}",
        "{'code':'1','tokensPerSecond':'9'}",
        "{'deltas':[{'text':'1','atMs':0}],'tokensPerSecond':9}",
        "{'deltas':[{'text':'1'}]}",
        "{'deltas':[{'atMs':1}]}",
        "{'deltas':[{'text':'1','atMs':-1}]}",
        "{'deltas':[{'text':'1','atMs':86400001}]}",
        "{'deltas':[{'text':'1','atMs':0,'index':0}]}",
        "{'deltas':[null]}",
        "{'deltas':'1'}",
      })
  void whatRunRefuses(String request) {
    assertThat(taken(RUN, request)).isFalse();
    assertThat(runTakes(request)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'model':'m','messages':[{}]}",
        "{'model':'m','messages':[{'role':'user','content':'Go.'}],'id':'g-1','format':'plain','overlapPrompt':false,'upstream':{'baseUrl':'https://a.example/v1'},'parameters':{'temperature':0,'x':[]}}",
        "{'model':'m','messages':[{}],'upstream':{},'options':{},'repair':{},'parameters':{}}",
        "{'model':'m','messages':[{}],'repair':{'rounds':0,'session':'reset'},'options':{'policy':'effects','limits':{'cpuTimeMs':1},'mounts':[],'functions':[],'approval':{}}}",
      })
  void whatGenerateTakes(String request) {
    assertThat(taken(GENERATE, request)).isTrue();
    assertThat(generateTakes(request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'model':'m'}",
        "{'messages':[{}]}",
        "{'model':' ','messages':[{}]}",
        "{'model':7,'messages':[{}]}",
        "{'model':'m','messages':[]}",
        "{'model':'m','messages':['Go.']}",
        "{'model':'m','messages':{}}",
        "{'model':'m','messages':[{}],'stream':true}",
        "{'model':'m','messages':[{}],'id':'a b'}",
        "{'model':'m','messages':[{}],'format':'xml'}",
        "{'model':'m','messages':[{}],'upstream':'https://a.example/v1'}",
        "{'model':'m','messages':[{}],'upstream':{'key':'k'}}",
        "{'model':'m','messages':[{}],'repair':2}",
        "{'model':'m','messages':[{}],'repair':{'rounds':-1}}",
        "{'model':'m','messages':[{}],'repair':{'rounds':1.5}}",
        "{'model':'m','messages':[{}],'repair':{'session':'new'}}",
        "{'model':'m','messages':[{}],'overlapPrompt':'no'}",
        "{'model':'m','messages':[{}],'parameters':{'tools':[]}}",
        "{'model':'m','messages':[{}],'parameters':[]}",
        "{'model':'m','messages':[{}],'options':{'policy':'all'}}",
        "{'model':'m','messages':[{}],'options':{'policy':'immediate','approval':{}}}",
        "{'model':'m','messages':[{}],'options':{'limits':{'cpuTimeMs':0}}}",
        "{'model':'m','messages':[{}],'options':{'format':'plain'}}",
      })
  void whatGenerateRefuses(String request) {
    assertThat(taken(GENERATE, request)).isFalse();
    assertThat(generateTakes(request)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':2,'messages':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':1000,'messages':[{}],'effects':[{'key':'k'}]}}",
      })
  void whatRepairTakes(String request) {
    assertThat(taken(REPAIR, request)).isTrue();
    assertThat(repairTakes(request)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'request':{'model':'m','messages':[{}]}}",
        "{'continuation':{'id':'g','round':2,'messages':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':1,'messages':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','messages':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':1001,'messages':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g h','round':2,'messages':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'round':2,'messages':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':2,'messages':[]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':2,'messages':['Go.']}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':2,'messages':[{}],'effects':[{}]}}",
        "{'request':{'model':'m','messages':[{}]},'continuation':{'id':'g','round':2,'messages':[{}],'colour':1}}",
        "{'request':{'model':'m','messages':[{}],'colour':1},'continuation':{'id':'g','round':2,'messages':[{}]}}",
      })
  void whatRepairRefuses(String request) {
    assertThat(taken(REPAIR, request)).isFalse();
    assertThat(repairTakes(request)).isFalse();
  }

  @Test
  void theExamplesInTheDocumentationAreAsTheSchemasSay() throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("../../docs/lambda.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(examples).hasSameSizeAs(EXAMPLES);
    for (int i = 0; i < examples.size(); i++) {
      Contract.require(EXAMPLES.get(i), examples.get(i));
    }
  }

  private static boolean taken(Contract contract, String request) {
    return contract.request().validate(Contract.parse(json(request))).isEmpty();
  }

  private static boolean runTakes(String request) {
    try {
      new RequestReader<>(RunRequest.class).read(json(request)).prepare(ALLOWANCE, null);
      return true;
    } catch (InvalidRequestException refused) {
      return false;
    }
  }

  private static boolean generateTakes(String request) {
    try {
      new RequestReader<>(RequestedGeneration.class)
          .read(json(request))
          .options()
          .session(ALLOWANCE);
      return true;
    } catch (InvalidRequestException refused) {
      return false;
    }
  }

  private static boolean repairTakes(String request) {
    try {
      new RequestReader<>(RepairRequest.class).read(json(request));
      return true;
    } catch (InvalidRequestException refused) {
      return false;
    }
  }

  private static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }
}
