using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Turns a body of the newest form into that of a profile.</summary>
internal sealed class ProfileTranslation(RedfishProfile profile, Pod pod, DiscoveryWork discovery)
{
    private const string IntelSection = "Intel_RackScale";
    private const string NewAllowable = "@Redfish.AllowableValues";
    private const string OldAllowable = "@DMTF.AllowableValues";
    private const string ActionInfo = "@Redfish.ActionInfo";

    private readonly ProfilePaths _paths = new(profile);
    private readonly ProfileUris _uris = new(profile, pod);
    private readonly AddedProperties? _added = profile.Schemas is { } schemas ? new AddedProperties(schemas) : null;

    public void Apply(JsonObject body)
    {
        if (body["error"] is JsonObject error)
        {
            ApplyToError(error);
            return;
        }

        var type = TypeOf(body);
        if (type is not null)
        {
            if (type == "ServiceRoot" && profile.RedfishVersion.Length > 0)
            {
                body["RedfishVersion"] = profile.RedfishVersion;
            }

            ApplyRelease(body, type);
            _added?.Hide(body, type);
        }

        Rename(body);
        ApplyToObject(body);
        if (profile.IsRackScale && type is not null)
        {
            // The slash before the hash is the root's own in every release.
            body["@odata.context"] = type == "ServiceRoot" ? "/redfish/v1/$metadata/#ServiceRoot" : $"/redfish/v1/$metadata#{type}.{type}";
        }
    }

    public void ApplyToHeaders(IHeaderDictionary headers)
    {
        if (headers.Location.ToString() is { Length: > 0 } location)
        {
            headers.Location = _uris.Out(location);
        }

        // A schema that is not served is no description of anything.
        if (headers.Link.Count > 0 && !_paths.Serve(RegistryUris.Schemas))
        {
            headers.Remove("Link");
        }
    }

    // What only pod managers of Intel had, or had otherwise.
    private void ApplyRelease(JsonObject body, string type)
    {
        if (!profile.IsRackScale)
        {
            return;
        }

        switch (type)
        {
            case "ServiceRoot":
                RootForm.Apply(body, profile);
                break;
            case "Chassis":
                ChassisForm.Apply(body, profile, pod);
                break;
            case "ComputerSystem":
                SystemForm.Apply(body, profile, pod, discovery);
                break;
            case "ComposedNode":
                profile.Node!.Apply(body, pod);
                break;
            case "Manager":
                ManagerForm.Apply(body, profile, pod);
                break;
            case "Drive":
                DriveForm.Apply(body);
                break;
            case "Volume":
                VolumeForm.Apply(body);
                break;
            case "Power" when profile.HasPowerSections:
                PowerForm.ApplyToPower(body, pod);
                break;
            case "Thermal" when profile.HasPowerSections:
                PowerForm.ApplyToThermal(body, pod);
                break;
        }
    }

    // What lies elsewhere has its Id from there.
    private void Rename(JsonObject body)
    {
        if ((string?)body["@odata.id"] is { } uri && (string?)body["Id"] is { } id && _uris.Out(uri) is var moved && moved != uri
            && id == uri.Split('/')[^1] && id != moved.Split('/')[^1])
        {
            body["Id"] = moved.Split('/')[^1];
        }
    }

    // #Chassis.v1_28_0.Chassis → Chassis
    private static string? TypeOf(JsonObject body) =>
        body["@odata.type"] is JsonValue value && value.TryGetValue<string>(out var type) && type.StartsWith('#') ? type[1..].Split('.')[0] : null;

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
            if (IsHidden(name, value) || (name == IntelSection && profile.ApiVersion is null))
            {
                body.Remove(name);
                continue;
            }

            switch (value)
            {
                case JsonObject nested:
                    var isEmpty = nested.Count == 0;
                    ApplyToObject(nested);
                    if (name is "Oem" or "Actions" && nested.Count == 0 && !isEmpty)
                    {
                        body.Remove(name);
                    }

                    break;
                case JsonArray array:
                    ApplyToArray(body, name, array);
                    break;
                case JsonValue when value.GetValueKind() == JsonValueKind.String:
                    body[name] = Translate(name, (string)value!);
                    break;
            }

            if (profile.OldAllowableValues && body.ContainsKey("target") && name.EndsWith(NewAllowable, StringComparison.Ordinal) && body.Remove(name, out var allowed))
            {
                body[name[..^NewAllowable.Length] + OldAllowable] = allowed;
            }
            else if (profile.ActionNames.TryGetValue(name, out var other) && body.Remove(name, out var action))
            {
                body[other] = action;
            }
        }
    }

    private string Translate(string name, string text) =>
        name == "@odata.type" ? profile.Schemas?.Translate(text) ?? text
        : text.StartsWith(ServiceRootRoutes.Root, StringComparison.Ordinal) ? _uris.Out(text)
        : text;

    private void ApplyToArray(JsonObject owner, string name, JsonArray array)
    {
        var before = array.Count;
        for (var i = array.Count - 1; i >= 0; i--)
        {
            if (IsHidden(name, array[i]))
            {
                array.RemoveAt(i);
            }
            else if (array[i] is JsonObject item)
            {
                ApplyToObject(item);
            }
            else if (array[i] is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            {
                array[i] = Translate(name, (string)text!);
            }
        }

        // Members of a page are fewer than their count says.
        if (array.Count < before && owner[$"{name}@odata.count"] is JsonValue count && count.TryGetValue<int>(out var all))
        {
            owner[$"{name}@odata.count"] = all - (before - array.Count);
        }
    }

    // A link to what the release did not have, an action that it did not take, a description of one, a line of the OData service document.
    private bool IsHidden(string name, JsonNode? value) => value switch
    {
        JsonObject { Count: 1 } link when link["@odata.id"] is JsonValue uri => IsOutside(uri),
        JsonObject action when name.StartsWith('#') && action["target"] is JsonValue target => IsOutside(target),
        JsonValue info when name == ActionInfo => IsOutside(info),
        JsonObject entry when name == "value" && entry["url"] is JsonValue url => IsOutside(url),
        _ => false,
    };

    private bool IsOutside(JsonValue uri) => uri.TryGetValue<string>(out var path) && !_paths.Serve(path);
}
