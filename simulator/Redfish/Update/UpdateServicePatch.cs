using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of the update service: what <c>HttpPushUri</c> goes by. All or nothing.</summary>
internal static class UpdateServicePatch
{
    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, UpdateSettings settings) => PatchRequest.ApplyAsync(
        context, UpdateJsonContext.Default.UpdateServiceJson, reader => Read(reader, pod, settings), () => new UpdateServiceJson(settings.Push));

    private static Func<IResult?> Read(BodyReader reader, Pod pod, UpdateSettings settings)
    {
        var targets = ReadTargets(reader, new UpdateTargets(pod));
        var (targetsBusy, optionsBusy) = (reader.Flag("HttpPushUriTargetsBusy"), reader.Flag("HttpPushUriOptionsBusy"));
        var options = reader.Object("HttpPushUriOptions");
        var isForced = options?.Flag("ForceUpdate");
        var time = options?.Object("HttpPushUriApplyTime");
        var applyTime = time?.OneOf("ApplyTime", UpdateParameters.ApplyTimes);
        time?.Unsupported("MaintenanceWindowStartTime");
        time?.Unsupported("MaintenanceWindowDurationInSeconds");
        time?.NothingElse();
        options?.NothingElse();
        return () =>
        {
            var before = settings.Push;
            settings.Push = new PushSettings
            {
                Targets = targets ?? before.Targets,
                TargetsBusy = targetsBusy ?? before.TargetsBusy,
                ApplyTime = applyTime ?? before.ApplyTime,
                IsForced = isForced ?? before.IsForced,
                OptionsBusy = optionsBusy ?? before.OptionsBusy,
            };
            return null;
        };
    }

    // Null when they are not given. An element null takes that one out (DSP0266, PATCH of arrays).
    private static IReadOnlyList<string>? ReadTargets(BodyReader reader, UpdateTargets parts)
    {
        const string name = nameof(UpdateServiceJson.HttpPushUriTargets);
        if (reader.Find(name) is not { } list)
        {
            return null;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(name), list.GetRawText(), "an array of URIs"));
            return null;
        }

        var targets = new List<string>();
        foreach (var (index, item) in list.EnumerateArray().Index().Where(i => i.Item.ValueKind != JsonValueKind.Null))
        {
            var pointer = reader.Pointer($"{name}/{index}");
            if (item.ValueKind != JsonValueKind.String)
            {
                reader.Problem(RedfishMessages.PropertyValueTypeError(pointer, item.GetRawText(), "a URI"));
            }
            else if (!parts.HasAnyAt(item.GetString()!))
            {
                reader.Problem(RedfishMessages.PropertyValueFormatError(pointer, item.GetString()!, "the URI of something that can be updated"));
            }
            else
            {
                targets.Add(item.GetString()!);
            }
        }

        return targets;
    }
}
