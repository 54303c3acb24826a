using System.Globalization;
using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Bios v1_2_3 with its settings object: what is written there is in effect after the next boot.</summary>
internal static class BiosRoutes
{
    private const string Path = $"{SystemUris.Systems}/{{id}}/Bios";

    public static RedfishRoutes MapBios(this RedfishRoutes routes, Pod pod) => routes
        .Resource(Path, BiosJsonContext.Default.BiosJson, context => SystemsRoutes.Find(pod, context) is { } s ? BiosJson.Present(pod, s) : null)
        .Resource(
            $"{Path}/Settings", BiosJsonContext.Default.BiosJson,
            context => SystemsRoutes.Find(pod, context) is { } s ? BiosJson.Waiting(s) : null,
            patch: context => PatchAsync(context, pod, SystemsRoutes.Find(pod, context)!))
        .Action($"{Path}/Actions/Bios.ResetBios", context => SystemsRoutes.OnSystemAsync(pod, context, s => ResetAsync(context, pod, s)))
        .Action($"{Path}/Actions/Bios.ChangePassword", context => SystemsRoutes.OnSystemAsync(pod, context, s => ChangePasswordAsync(context, pod, s)));

    private static async Task<IResult> PatchAsync(HttpContext context, Pod pod, ComputerSystem system)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var wanted = ReadAttributes(reader);
        if (reader.Object("@Redfish.SettingsApplyTime") is { } apply)
        {
            apply.OneOf("ApplyTime", "OnReset");
            apply.NothingElse();
        }

        reader.ReadOnly(["Id", "Name", "Description", "Actions", "AttributeRegistry"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (wanted.Count > 0)
        {
            pod.SetPendingBios(system, settings => wanted.Aggregate(settings, (s, w) => s.With(w.Attribute, w.Value)));
        }

        return new ResourceResult<BiosJson>(BiosJson.Waiting(system), BiosJsonContext.Default.BiosJson);
    }

    private static List<(BiosAttribute Attribute, string Value)> ReadAttributes(BodyReader reader)
    {
        var wanted = new List<(BiosAttribute, string)>();
        if (reader.Object("Attributes") is not { } attributes)
        {
            return wanted;
        }

        foreach (var attribute in BiosAttribute.All.Values)
        {
            if ((attribute.IsNumber ? ReadNumber(attributes, attribute) : attributes.OneOf(attribute.Name, attribute.Allowed)) is { } value)
            {
                wanted.Add((attribute, value));
            }
        }

        attributes.NothingElse();
        return wanted;
    }

    private static string? ReadNumber(BodyReader attributes, BiosAttribute attribute)
    {
        if (attributes.Find(attribute.Name) is not { } value)
        {
            return null;
        }

        var pointer = attributes.Pointer(attribute.Name);
        if (value.ValueKind != JsonValueKind.Number)
        {
            attributes.Problem(RedfishMessages.PropertyValueTypeError(pointer, value.GetRawText(), "a whole number"));
            return null;
        }

        if (value.TryGetInt32(out var number) && number >= attribute.Least && number <= attribute.Most)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        attributes.Problem(RedfishMessages.PropertyValueOutOfRange(
            pointer, value.GetRawText(), $"that is whole and from {attribute.Least} to {attribute.Most}"));
        return null;
    }

    private static async Task<IResult> ResetAsync(HttpContext context, Pod pod, ComputerSystem system)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Bios.ResetBios");
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        pod.SetPendingBios(system, _ => BiosSettings.Factory);
        return Results.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, Pod pod, ComputerSystem system)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Bios.ChangePassword");
        var which = reader.OneOf<BiosPassword>("PasswordName", isRequired: true);
        var old = reader.Secret("OldPassword", isRequired: true);
        var wanted = reader.Secret("NewPassword", isRequired: true);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return pod.ChangeBiosPassword(system, which!.Value, old!, wanted!)
            ? Results.NoContent()
            : RedfishErrors.BadRequest(RedfishMessages.ActionParameterValueError("Bios.ChangePassword", "OldPassword", "That is not the present password."));
    }
}
