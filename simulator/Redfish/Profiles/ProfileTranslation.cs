using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Turns a body of the newest form into that of a profile.</summary>
internal sealed class ProfileTranslation(RedfishProfile profile, ProfilePaths paths, Pod pod)
{
    private const string IntelSection = "Intel_RackScale";
    private const string NewAllowable = "@Redfish.AllowableValues";
    private const string OldAllowable = "@DMTF.AllowableValues";

    public void Apply(JsonObject body)
    {
        if (body["error"] is JsonObject error)
        {
            ApplyToError(error);
            return;
        }

        var type = TypeOf(body);
        if (type == "ServiceRoot")
        {
            ApplyToRoot(body);
        }

        if (type == "ComposedNodeCollection" && profile.IsRackScale && body["Actions"]?["#ComposedNodeCollection.Allocate"] is JsonObject allocate)
        {
            // Those releases left the name of the type out of the URI.
            allocate["target"] = ComposedNodeUris.ShortAllocate;
        }

        if (type == "ComposedNode")
        {
            profile.Node?.Apply(body, pod);
        }

        ApplyToObject(body);
        if (profile.IsRackScale && type is not null)
        {
            // The slash before the hash is the root's own in every release.
            body["@odata.context"] = type == "ServiceRoot" ? "/redfish/v1/$metadata/#ServiceRoot" : $"/redfish/v1/$metadata#{type}.{type}";
        }
    }

    // #Chassis.v1_28_0.Chassis → Chassis
    private static string? TypeOf(JsonObject body) =>
        body["@odata.type"] is JsonValue value && value.TryGetValue<string>(out var type) && type.StartsWith('#') ? type[1..].Split('.')[0] : null;

    private void ApplyToRoot(JsonObject root)
    {
        if (profile.RedfishVersion.Length > 0)
        {
            root["RedfishVersion"] = profile.RedfishVersion;
        }

        if (!profile.IsRackScale)
        {
            return;
        }

        root.Remove("Product");
        root.Remove("ProtocolFeaturesSupported");
        root["Links"] = new JsonObject { ["Oem"] = new JsonObject() };
        if (profile.HasLogicalDrives)
        {
            root["Services"] = new JsonObject { ["@odata.id"] = LogicalDriveUris.Services };
        }

        if (root["Oem"]?[IntelSection] is JsonObject section)
        {
            section["ApiVersion"] = profile.ApiVersion;
            if (profile.NodesAtTop)
            {
                foreach (var name in section.Where(p => p.Value is JsonObject).Select(p => p.Key).ToList())
                {
                    root[name] = section[name]!.DeepClone();
                    section.Remove(name);
                }
            }
        }
    }

    private void ApplyToError(JsonObject error)
    {
        if (!profile.IsRackScale)
        {
            return;
        }

        // The reference pod manager tells errors apart by status and text alone.
        error["code"] = "Base.1.0.GeneralError";
        foreach (var entry in (error["@Message.ExtendedInfo"] as JsonArray ?? []).OfType<JsonObject>())
        {
            entry["@odata.type"] = "#Message.v1_0_0.Message";
            entry["MessageId"] = "Base.1.0.GeneralError";
            entry["MessageArgs"] = new JsonArray();
            entry.Remove("MessageSeverity");
        }
    }

    private void ApplyToObject(JsonObject body)
    {
        foreach (var (name, value) in body.ToList())
        {
            if (IsHidden(value) || (name == IntelSection && profile.ApiVersion is null))
            {
                body.Remove(name);
                continue;
            }

            switch (value)
            {
                case JsonObject nested:
                    ApplyToObject(nested);
                    if (name == "Oem" && nested.Count == 0)
                    {
                        body.Remove(name);
                    }

                    break;
                case JsonArray array:
                    ApplyToArray(body, name, array);
                    break;
                case JsonValue when name == "@odata.type" && profile.Schemas is { } schemas && value.GetValueKind() == JsonValueKind.String:
                    body[name] = schemas.Translate((string)value!);
                    break;
            }

            if (profile.OldAllowableValues && name.EndsWith(NewAllowable, StringComparison.Ordinal) && body.Remove(name, out var allowed))
            {
                body[name[..^NewAllowable.Length] + OldAllowable] = allowed;
            }
        }
    }

    private void ApplyToArray(JsonObject owner, string name, JsonArray array)
    {
        for (var i = array.Count - 1; i >= 0; i--)
        {
            if (IsHidden(array[i]))
            {
                array.RemoveAt(i);
            }
            else if (array[i] is JsonObject item)
            {
                ApplyToObject(item);
            }
        }

        if (owner.ContainsKey($"{name}@odata.count") && name != "Members")
        {
            owner[$"{name}@odata.count"] = array.Count;
        }
    }

    private bool IsHidden(JsonNode? value) =>
        value is JsonObject { Count: 1 } link && link["@odata.id"] is JsonValue uri && uri.TryGetValue<string>(out var path) && !paths.Serve(path);
}
