using System.Data;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using ValenceCore.Failures;

namespace ValenceCore.Operations;

/// <summary>The columns of an operation, and how those that hold documents are written and read.</summary>
internal static class OperationColumns
{
    public const string All =
        "id, number, kind, subject, state, input, data, error, note, trace_id, actor, request_id, runner, fence, deadline_at, due_at, "
        + "cancelled_by, parent_id, created_at, updated_at";

    public const string Insert =
        $"""
        INSERT INTO operations ({All}) VALUES (@Id, @Number, @Kind, @Subject, @State, @Input, @Data, @Error, @Note, @TraceId, @Actor,
            @RequestId, @Runner, @Fence, @DeadlineAt, @DueAt, @CancelledBy, @ParentId, @CreatedAt, @UpdatedAt)
        """;

    /// <summary>To be called before the first row is read or written.</summary>
    public static void TellDapper()
    {
        SqlMapper.AddTypeHandler(new ObjectColumn());
        SqlMapper.AddTypeHandler(new FailureColumn());
    }

    private sealed class ObjectColumn : SqlMapper.TypeHandler<JsonObject>
    {
        public override void SetValue(IDbDataParameter parameter, JsonObject? value) => parameter.Value = value!.ToJsonString();

        public override JsonObject Parse(object value) => (JsonObject)JsonNode.Parse((string)value)!;
    }

    private sealed class FailureColumn : SqlMapper.TypeHandler<Failure>
    {
        public override void SetValue(IDbDataParameter parameter, Failure? value) =>
            parameter.Value = JsonSerializer.Serialize(value, OperationJsonContext.Default.Failure);

        public override Failure? Parse(object value) => JsonSerializer.Deserialize((string)value, OperationJsonContext.Default.Failure);
    }
}
