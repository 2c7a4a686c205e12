import * as v from 'valibot'
import { Flag, Metadata, Moment, OwnId, Text } from '../../../core/fields.js'
import { each, Whole } from '../../shared/fields.js'

/** Schemas of the members of `UserMembers`. */
export const userMembers = {
  ...each(
    'login_id login_pw login_email name nickname email phone tel birth user_group_id comment bank_code bank_account bank_username ci cd',
    v.nullable(Text),
  ),
  ...each('uid ex_uid external_uid', v.nullable(OwnId)),
  ...each('login_type gender membership_type status join_confirm_type marketing_accept_type', v.nullable(Whole)),
  ...each('is_group_admin auth_sms auth_phone auth_email', v.nullable(Flag)),
  ...each('join_at marketing_accept_create_at marketing_accept_update_at', v.nullable(Moment)),
  ...each('group_tags term_ids', v.nullable(v.array(Text))),
  ...each('metadata individual_extension', v.nullable(Metadata)),
}
