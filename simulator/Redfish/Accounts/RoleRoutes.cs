namespace Simulator.Redfish;

/// <summary>Role v1_3_3. The predefined ones offer no PATCH and no DELETE.</summary>
internal static class RoleRoutes
{
    private static readonly string[] ReadOnlyProperties = ["Id", "Name", "Description", "RoleId", "IsPredefined"];

    public static RedfishRoutes MapRoles(this RedfishRoutes routes, KnownAccounts accounts)
    {
        routes
            .Collection(
                AccountUris.Roles, "Role",
                _ => ResourceCollection.Of(AccountUris.Roles, "Role Collection", accounts.Now.Roles.Values.Select(r => r.Id)),
                context => AddAsync(context, accounts))
            .Resource(
                AccountUris.Role("{id}"), AccountsJsonContext.Default.RoleJson, context => Show(accounts, RedfishRoutes.Id(context)),
                patch: context => ChangeAsync(context, accounts),
                delete: context => Task.FromResult(Delete(context, accounts)));
        foreach (var role in AccountRole.Predefined)
        {
            routes.Resource(AccountUris.Role(role.Id), AccountsJsonContext.Default.RoleJson, _ => new RoleJson(role));
        }

        return routes;
    }

    private static RoleJson? Show(KnownAccounts accounts, string id) => accounts.Now.FindRole(id) is { } role ? new RoleJson(role) : null;

    private static async Task<IResult> AddAsync(HttpContext context, KnownAccounts accounts)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var id = AccountValues.NewRoleId(reader);
        var privileges = AccountValues.Privileges(reader, []) ?? [];
        if (!reader.Has("RoleId"))
        {
            reader.Problem(RedfishMessages.PropertyMissing("#/RoleId"));
        }

        reader.Unsupported("OemPrivileges");
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var role = new AccountRole(id!, privileges);
        if (accounts.AddRole(role) != AccountRefusal.None)
        {
            return RedfishErrors.Conflict(AccountMessages.ResourceAlreadyExists("Role", "RoleId", role.Id));
        }

        return Created.Answer(context, new RoleJson(role), AccountsJsonContext.Default.RoleJson);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, KnownAccounts accounts)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = RedfishRoutes.Id(context);
        if (accounts.Now.FindRole(id) is not { } role)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var reader = new BodyReader(body, []);
        var privileges = AccountValues.Privileges(reader, role.Privileges);
        reader.Unsupported("OemPrivileges");
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return accounts.EditRole(id, r => r with { Privileges = privileges ?? r.Privileges }) switch
        {
            AccountRefusal.None when Show(accounts, id) is { } changed =>
                new ResourceResult<RoleJson>(changed, AccountsJsonContext.Default.RoleJson),
            AccountRefusal.LastAdministrator => RedfishErrors.BadRequest(
                AccountMessages.LastAdministrator("#/AssignedPrivileges", string.Join(", ", privileges ?? []), AccountUris.Role(id))),
            _ => RedfishErrors.NotFound(context.Request.Path),
        };
    }

    private static IResult Delete(HttpContext context, KnownAccounts accounts) => accounts.RemoveRole(RedfishRoutes.Id(context)) switch
    {
        AccountRefusal.None => Results.NoContent(),
        AccountRefusal.RoleInUse => RedfishErrors.Conflict(RedfishMessages.ResourceInUse("An account has this role.")),
        _ => RedfishErrors.NotFound(context.Request.Path),
    };
}
