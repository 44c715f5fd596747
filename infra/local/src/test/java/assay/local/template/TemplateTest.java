package assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Naming NAMING =
            new Naming("eu-west-1", "000000000000", URI.create("http://127.0.0.1:9324"));

    @TempDir private Path folder;

    @Test
    void globalsAreMergedAndTheFunctionsOwnValueWins() throws IOException {
        var function =
                function(
                        """
                        Globals:
                          Function:
                            MemorySize: 256
                            Timeout: 9
                            Environment:
                              Variables: {A: global, B: global}
                        Resources:
                          F:
                            Type: AWS::Serverless::Function
                            Properties:
                              CodeUri: f.jar
                              Handler: a.B
                              MemorySize: 512
                              Environment:
                                Variables: {B: own}
                        """);

        assertThat(function.memoryMegabytes()).isEqualTo(512);
        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(function.environment()).containsEntry("A", "global").containsEntry("B", "own");
        assertThat(function.code()).isEqualTo(folder.resolve("f.jar"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Ref Stage | dev",
                "!Ref Bucket | bucket",
                "!Ref Queue | http://127.0.0.1:9324/000000000000/Queue.fifo",
                "!GetAtt Queue.Arn | arn:aws:sqs:eu-west-1:000000000000:Queue.fifo",
                "!GetAtt Queue.QueueName | Queue.fifo",
                "!Sub '${Bucket}/${Stage}/${!literal}/${Bucket.Arn}' | bucket/dev/${literal}/arn:aws:s3:::bucket",
                "!Sub ['${own}-${AWS::Region}', {own: x}] | x-eu-west-1",
                "!Join ['-', [a, !Ref Stage]] | a-dev",
                "!Select [1, !Split [',', 'a,b']] | b",
                "!If [Dev, !Ref Stage, other] | dev",
                "!If [NotDev, other, same] | same",
                "{'Fn::Join': ['', [a, b]]} | ab",
            })
    void intrinsicFunctionsSayWhatCloudFormationWould(String written, String said)
            throws IOException {
        var function = function(RESOURCES + "            X: " + written + "\n");

        assertThat(function.environment()).containsEntry("X", said);
    }

    @Test
    void noValueLeavesThePropertyOut() throws IOException {
        var function =
                function(RESOURCES + "            X: !If [NotDev, here, !Ref AWS::NoValue]\n");

        assertThat(function.environment()).doesNotContainKey("X");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Base64 x | the function Fn::Base64 is not run here",
                "!Ref Nobody | no parameter and no resource is called Nobody",
                "!GetAtt Queue.Colour | the attribute Colour is not known here",
                "!If [Never, a, b] | no condition is called Never",
            })
    void whatIsNotRunHereFailsWithItsNameAndPath(String written, String reason) {
        assertThatThrownBy(() -> function(RESOURCES + "            X: " + written + "\n"))
                .isInstanceOf(TemplateFault.class)
                .hasMessageContaining("Resources.F.Properties.Environment.Variables.X")
                .hasMessageContaining(reason);
    }

    @Test
    void anEventSourceThatIsNotRunHereFailsWithItsNameAndPath() {
        assertThatThrownBy(() ->
                        function(
                                """
                                Resources:
                                  F:
                                    Type: AWS::Serverless::Function
                                    Properties:
                                      CodeUri: f.jar
                                      Handler: a.B
                                      Events:
                                        Odd: {Type: Kinesis, Properties: {}}
                                """))
                .hasMessageContaining("Resources.F.Properties.Events.Odd")
                .hasMessageContaining("Kinesis");
    }

    @Test
    void aResourceWithoutCounterpartIsNamed() throws IOException {
        var template =
                read(
                        """
                        Resources:
                          Large: {Type: "AWS::StepFunctions::StateMachine"}
                        """);

        assertThat(template.notRun()).containsEntry("Large", "AWS::StepFunctions::StateMachine");
    }

    private static final String RESOURCES =
            """
            Parameters:
              Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
            Conditions:
              Dev: !Equals [!Ref Stage, dev]
              NotDev: !Or [!Not [!Condition Dev], !And [!Equals [a, a], !Equals [a, b]]]
            Resources:
              Bucket: {Type: "AWS::S3::Bucket"}
              Queue: {Type: "AWS::SQS::Queue", Properties: {FifoQueue: true}}
              F:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: f.jar
                  Handler: a.B
                  Environment:
                    Variables:
                        Y: y
            """;

    private Resource.Function function(String yaml) throws IOException {
        return read(yaml).all(Resource.Function.class).getFirst();
    }

    private Template read(String yaml) throws IOException {
        return Template.read(Files.writeString(folder.resolve("template.yaml"), yaml), NAMING);
    }
}
