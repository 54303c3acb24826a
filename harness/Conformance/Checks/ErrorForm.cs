using System.Text.Json;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

/// <summary>The form of an error body (DSP0266 "Error responses").</summary>
internal static class ErrorForm
{
    /// <summary>What is wrong with the body of an error, or null.</summary>
    public static string? Trouble(Reply reply, MessageRegistries registries)
    {
        if (reply.Property("error") is not { ValueKind: JsonValueKind.Object } error)
        {
            return $"{reply.Status} without an error object";
        }

        if (error.Text("code") is not { } code || !MessageRegistries.IsId(code))
        {
            return $"error.code is {error.Text("code") ?? "missing"}, no message id";
        }

        if (error.Text("message") is null or "")
        {
            return "error.message is missing";
        }

        if (!error.TryGetProperty("@Message.ExtendedInfo", out var info) || info.ValueKind != JsonValueKind.Array || info.GetArrayLength() == 0)
        {
            return "error.@Message.ExtendedInfo is missing";
        }

        return info.EnumerateArray().Select(m => Trouble(m, registries)).OfType<string>().FirstOrDefault();
    }

    private static string? Trouble(JsonElement message, MessageRegistries registries)
    {
        if (message.Text("MessageId") is not { } id || !MessageRegistries.IsId(id))
        {
            return $"MessageId is {message.Text("MessageId") ?? "missing"}, no message id";
        }

        var given = message.TryGetProperty("MessageArgs", out var args) && args.ValueKind == JsonValueKind.Array ? args.GetArrayLength() : 0;
        return registries.ArgumentsOf(id) switch
        {
            null => null, // of a registry that the service does not serve
            < 0 => $"{id} is not in its registry",
            var wanted when wanted != given => $"{id} has {given} arguments instead of {wanted}",
            _ => null,
        };
    }
}
