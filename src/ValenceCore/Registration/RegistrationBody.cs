using System.Text.Json.Nodes;
using ValenceCore.Operations;
using ValenceCore.Secrets;

namespace ValenceCore.Registration;

/// <summary>The caller's body in the row of a registration; sealed there, for it may hold passwords.</summary>
internal sealed record RegistrationBody(JsonObject Fields)
{
    /// <summary>Whether the caller says himself as whom Ironic reaches the machine.</summary>
    public bool BringsAccount => Fields["driver_info"] is JsonObject info && info.ContainsKey("redfish_username");

    public static RegistrationBody Of(OperationData data, SecretBox secrets) =>
        new((JsonObject)JsonNode.Parse(secrets.Open(data.Need(RegistrationKeys.SealedBody)))!);
}
