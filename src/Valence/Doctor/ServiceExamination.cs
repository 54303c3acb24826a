using System.Text.Json.Nodes;
using Valence.Client;
using ValenceCore.Doctor;

namespace Valence.Doctor;

/// <summary>What a running service says of itself over its API.</summary>
internal static class ServiceExamination
{
    public static async Task<bool> IsOursAsync(Service service, CancellationToken cancellation) =>
        (await AskAsync(service, "/", cancellation))?["name"]?.ToString() == "OpenStack Valence API";

    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(Service service, CancellationToken cancellation)
    {
        try
        {
            if (!await IsOursAsync(service, cancellation))
            {
                return [new DoctorFinding("service", DoctorVerdict.Problem, $"what answers at {service.Url} is no Valence service", "Check --url.")];
            }
        }
        catch (CommandFailure failure)
        {
            return [Failed("service", failure)];
        }

        return
        [
            new DoctorFinding("service", DoctorVerdict.Ok, $"answers at {service.Url}"),
            .. await ListAsync(service, "pods", "/v1/pod_managers", Pods, cancellation),
            .. await ListAsync(service, "operations", Operations.Path, Operation, cancellation),
            .. await ListAsync(service, "drivers", "/v1/drivers", Drivers, cancellation),
        ];
    }

    private static async Task<IEnumerable<DoctorFinding>> ListAsync(
        Service service, string check, string path, Func<List<JsonNode>, IEnumerable<DoctorFinding>> judge, CancellationToken cancellation)
    {
        try
        {
            return judge([.. Answers.Items(await AskAsync(service, path, cancellation))]);
        }
        catch (CommandFailure failure) when (failure.Code == ExitCode.NotFound)
        {
            // An older service does not tell this.
            return [];
        }
        catch (CommandFailure failure)
        {
            return [Failed(check, failure)];
        }
    }

    private static IEnumerable<DoctorFinding> Pods(List<JsonNode> pods) => pods.Count == 0
        ? [new DoctorFinding("pods", DoctorVerdict.Warning, "none is registered", "valence pod create NAME URL --username NAME")]
        : pods.Select(pod => pod["status"]?.ToString() == "Online"
            ? new DoctorFinding($"{pod["name"]}: answer", DoctorVerdict.Ok, $"{pod["url"]} is online")
            : new DoctorFinding($"{pod["name"]}: answer", DoctorVerdict.Problem, $"{pod["url"]} is {pod["status"]}: {pod["status_reason"]}",
                "Check its url, credentials and verify_ca with 'valence pod show'; 'valence pod set' changes them."));

    private static IEnumerable<DoctorFinding> Operation(List<JsonNode> operations)
    {
        var left = operations.Where(one => one["state"]?.ToString() is "needs attention").ToList();
        return left.Count == 0
            ? [new DoctorFinding("operations", DoctorVerdict.Ok, "none needs attention")]
            : left.Select(one => new DoctorFinding(
                "operations", DoctorVerdict.Warning, $"{one["kind"]} of {one["subject"]} needs attention: {one["note"]}", $"valence operation show {one["id"]}"));
    }

    private static IEnumerable<DoctorFinding> Drivers(List<JsonNode> drivers) => drivers
        .Where(driver => driver["problem"] is not null)
        .Select(driver => new DoctorFinding("drivers", DoctorVerdict.Warning, $"{driver["name"]} ({driver["source"]}): {driver["problem"]}", "Mend or remove the driver's file."));

    private static Task<JsonNode?> AskAsync(Service service, string path, CancellationToken cancellation) =>
        service.SendAsync(new ServiceRequest(HttpMethod.Get, path), cancellation);

    private static DoctorFinding Failed(string check, CommandFailure failure) =>
        new(check, DoctorVerdict.Problem, failure.Message, failure.More?.Replace("next: ", "", StringComparison.Ordinal));
}
