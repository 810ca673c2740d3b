import { Fault } from '../../../faults/fault.js';
import { isObject } from '../../../shared/json.js';
import { requireScope } from '../../core/auth/caller.js';
import type { Context } from '../../core/context.js';
import { parseGlobalId } from '../../core/ids/global-id.js';
import type { Node } from '../../core/ids/node.type.js';
import type { Selection } from '../../core/selection/selection.js';
import { toService } from '../../pagerduty/services/service.map.js';
import { readNode } from '../node-readers.js';

/**
 * Reads the object that a router refers to by one of its keys; null when it does not exist.
 *
 * @param field path of the representation in the arguments
 * @throws {Fault} `INVALID_INPUT` for a representation without a key of its type, else like `readNode`
 */
export async function readEntity(
  representation: unknown,
  context: Context,
  selection: Selection,
  field: readonly string[],
): Promise<Node | null> {
  const { __typename: type, id, account, name } = isObject(representation) ? representation : {};
  if (typeof id === 'string') {
    const parsed = parseGlobalId(id);
    if (parsed && parsed.type !== type)
      throw new Fault('INVALID_INPUT', `The id belongs to the type ${parsed.type}.`, { field: [...field, 'id'] });
    return readNode(id, context, selection, [...field, 'id']);
  }
  if (type === 'PagerDutyService' && typeof account === 'string' && typeof name === 'string')
    return readServiceByName({ account, name }, context, field);
  throw new Fault('INVALID_INPUT', 'A representation needs `__typename` and the fields of a key of this type.', {
    field,
  });
}

async function readServiceByName(
  key: { readonly account: string; readonly name: string },
  { caller, pagerduty }: Context,
  field: readonly string[],
): Promise<Node | null> {
  requireScope(caller, 'INCIDENTS_READ');
  const accountContext = pagerduty.get(key.account, [...field, 'account']);
  const name = key.name.trim();
  if (name === '')
    throw new Fault('INVALID_INPUT', 'The `name` of the representation is blank. Send the name of a service.', {
      field: [...field, 'name'],
    });
  const services = await accountContext.loaders.servicesByName.load(name);
  if (services.length > 1)
    throw new Fault('INVALID_INPUT', `${services.length} services have this name. Refer to one of them by \`id\`.`, {
      field: [...field, 'name'],
    });
  const [service] = services;
  return service ? toService(service, accountContext) : null;
}
