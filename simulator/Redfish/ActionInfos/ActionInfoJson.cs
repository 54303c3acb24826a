using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ActionInfo v1_5_0: the parameters of an action, for clients that do not read the allowable values beside it.</summary>
internal sealed class ActionInfoJson(string uri, string infoId, string infoName, params IReadOnlyList<ActionParameter> parameters)
    : Resource(uri, Type, infoId, infoName), IResource
{
    public static string Type => "#ActionInfo.v1_5_0.ActionInfo";

    public IReadOnlyList<ActionParameter> Parameters => parameters;

    /// <summary>Of a reset.</summary>
    public static ActionInfoJson OfReset(string owner, string action, IReadOnlyList<string> allowed, bool isRequired = true) =>
        new(ActionInfoUris.Reset(owner), ActionInfoUris.ResetId, $"Parameters of {action}", new ActionParameter("ResetType", isRequired, "String", allowed));
}

internal sealed record ActionParameter(string Name, bool Required, string DataType, IReadOnlyList<string>? AllowableValues = null)
{
    /// <summary>Of an object: its schema.</summary>
    public string? ObjectDataType { get; init; }
}

internal static class ActionInfoUris
{
    public const string ResetId = "ResetActionInfo";

    /// <param name="owner">URI of the resource that has the action.</param>
    public static string Reset(string owner) => $"{owner}/{ResetId}";
}

/// <summary>Words that are read for one reset after another.</summary>
internal static class ResetTypes
{
    public static IReadOnlyList<string> All { get; } = Enum.GetNames<ResetType>();
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActionInfoJson))]
internal sealed partial class ActionInfosJsonContext : JsonSerializerContext;
